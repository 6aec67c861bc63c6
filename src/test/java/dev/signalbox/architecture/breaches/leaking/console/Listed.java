package dev.signalbox.architecture.breaches.leaking.console;

import dev.signalbox.settings.Settings;
import java.util.List;

/** Tells secrets deep within: in the settings' connections. */
record Listed(List<Settings> all) {}
