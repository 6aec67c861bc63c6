package dev.signalbox.architecture.breaches.nullable;

/** Lies in a package of which nobody knows what may be null. */
record Nothing() {}
