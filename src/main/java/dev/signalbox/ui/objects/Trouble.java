package dev.signalbox.ui.objects;

import java.util.Locale;

/** How badly an object needs somebody to look at it: worst first. */
public enum Trouble {
  /** It has given up. */
  FAILED,
  /** It waits for the operator's answer. */
  ASKING,
  /** It does not work and tries by itself to work again. */
  LOST,
  /** It is on its way from one state to another. */
  PASSING,
  /** It does nothing, and nobody asked it to. */
  IDLE,
  /** It does what it is for. */
  WELL;

  /** Whether it stays like that unless something is done. */
  public boolean needsSomebody() {
    return switch (this) {
      case FAILED, ASKING, LOST -> true;
      case PASSING, IDLE, WELL -> false;
    };
  }

  /** Key of the title over all objects in this trouble. */
  String textKey() {
    return "objects.trouble." + name().toLowerCase(Locale.ROOT);
  }
}
