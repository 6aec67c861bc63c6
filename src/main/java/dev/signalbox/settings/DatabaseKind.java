package dev.signalbox.settings;

/** The databases that can be a source; MariaDB can also hold the checkpoint. */
public enum DatabaseKind {
  ORACLE("Oracle"),
  MARIADB("MariaDB");

  private final String label;

  DatabaseKind(String label) {
    this.label = label;
  }

  /** The name as people write it. */
  public String label() {
    return label;
  }
}
