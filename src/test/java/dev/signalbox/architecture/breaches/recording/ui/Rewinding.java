package dev.signalbox.architecture.breaches.recording.ui;

import dev.signalbox.journal.Journal;

/** Holds the recorder of the log, not what it recorded. */
record Rewinding(Journal journal) {}
