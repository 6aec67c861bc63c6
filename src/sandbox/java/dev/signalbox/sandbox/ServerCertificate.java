package dev.signalbox.sandbox;

import java.nio.file.Path;

/**
 * What a server shows to clients that come with TLS, as files in PEM.
 *
 * @param certificate for {@code localhost}
 */
public record ServerCertificate(Path certificate, Path key) {}
