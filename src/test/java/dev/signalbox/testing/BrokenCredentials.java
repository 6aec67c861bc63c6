package dev.signalbox.testing;

import org.mariadb.jdbc.plugin.Credential;
import org.mariadb.jdbc.plugin.CredentialPlugin;

/**
 * Breaks the MariaDB driver in the middle of a login, by an error that is no exception. Found by
 * the driver, and used where {@code credentialType} names it.
 */
public final class BrokenCredentials implements CredentialPlugin {
  /** What is thrown at whoever connects. */
  public static final class BrokenError extends Error {
    private static final long serialVersionUID = 1L;

    BrokenError() {
      super("in the middle of a login");
    }
  }

  @Override
  public String type() {
    return "BROKEN";
  }

  @Override
  public Credential get() {
    throw new BrokenError();
  }
}
