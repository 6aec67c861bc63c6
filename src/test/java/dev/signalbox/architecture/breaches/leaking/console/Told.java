package dev.signalbox.architecture.breaches.leaking.console;

import dev.signalbox.settings.Secret;

/** Tells a secret over the seam. */
record Told(String name, Secret password) {}
