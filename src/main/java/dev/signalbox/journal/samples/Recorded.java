package dev.signalbox.journal.samples;

import java.util.List;
import java.util.Map;

/**
 * What is known at one step, apart from the history: nobody else changes these rings.
 *
 * @param watched when the engine was there to see
 */
record Recorded(List<Stretch> watched, Map<Key, Ring> rings) {}
