package dev.signalbox.architecture.breaches.leaking.ui;

import dev.signalbox.settings.DatabaseSettings;

/** Holds the settings of a database, its password among them. */
record Shown(DatabaseSettings settings) {}
