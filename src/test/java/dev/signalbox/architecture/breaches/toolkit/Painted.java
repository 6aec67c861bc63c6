package dev.signalbox.architecture.breaches.toolkit;

import javafx.scene.Node;

/** Holds a node although it is no part of the window. */
record Painted(Node node) {}
