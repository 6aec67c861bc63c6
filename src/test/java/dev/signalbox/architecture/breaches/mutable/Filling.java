package dev.signalbox.architecture.breaches.mutable;

import java.util.ArrayList;
import java.util.List;

/** Never set again, and changed all the same. */
final class Filling {
  static final List<String> NAMES = new ArrayList<>();

  private Filling() {}
}
