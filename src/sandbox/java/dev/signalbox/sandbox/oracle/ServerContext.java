package dev.signalbox.sandbox.oracle;

import java.util.Map;

/** What every connection of one stand-in shares; immutable, its parts safe for any thread. */
record ServerContext(
    String service,
    int sdu,
    boolean nativeServices,
    Verifier verifier,
    Map<String, Account> accounts,
    Faults faults,
    SqlEngine engine) {}
