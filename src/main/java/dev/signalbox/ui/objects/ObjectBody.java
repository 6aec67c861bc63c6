package dev.signalbox.ui.objects;

/** What an object's kind has to tell on its page. */
public interface ObjectBody {
  /** All of it as text, to be sent to somebody. */
  String details();

  /** It is not shown any more and listens to nothing. */
  void close();
}
