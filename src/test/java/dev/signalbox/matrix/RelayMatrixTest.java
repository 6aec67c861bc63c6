package dev.signalbox.matrix;

import dev.signalbox.matrix.Situation.Kind;

/** While rows are on their way. */
class RelayMatrixTest extends MatrixTrial {
  RelayMatrixTest() {
    super("relay", Kind::isRelaying);
  }
}
