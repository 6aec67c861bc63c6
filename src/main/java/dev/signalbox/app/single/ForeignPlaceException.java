package dev.signalbox.app.single;

import java.io.IOException;

/** Something that is not ours is where ours should be. The message is a sentence for the user. */
final class ForeignPlaceException extends IOException {
  private static final long serialVersionUID = 1L;

  ForeignPlaceException(String message) {
    super(message);
  }
}
