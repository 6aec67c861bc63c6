package dev.signalbox.architecture.breaches.sandboxed;

import dev.signalbox.sandbox.SandboxSchema;

/** Holds a part of the sandbox. */
record Playing(SandboxSchema schema) {}
