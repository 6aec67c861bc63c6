package dev.signalbox.crash;

/** What happens to program, servers, network and checkpoint while rows are on their way. */
enum Mishap {
  PROGRAM_KILLED("the program is killed", Weight.HEAVY),
  KILLED_UNTOLD("the program is killed while acknowledgements are held back", Weight.HEAVY),
  OVERTAKEN("the program freezes and wakes after another has taken over", Weight.HEAVY),
  NATS_KILLED("nats-server is killed", Weight.HEAVY),
  MARIADB_KILLED("mariadbd is killed", Weight.HEAVY),
  OLDER_COPY("an older copy of the checkpoint is put back", Weight.HEAVY),
  OLDER_STREAM("nats-server comes back with an older copy of its streams", Weight.GRAVE),
  WINDOW_PASSED("program and nats-server are away for the duplicate window", Weight.HEAVY),
  LONG_TRANSACTION("a transaction stays open", Weight.LIGHT),
  PROGRAM_FROZEN("the program freezes for a moment", Weight.LIGHT),
  NATS_FROZEN("nats-server freezes for a moment", Weight.LIGHT),
  MARIADB_FROZEN("mariadbd freezes for a moment", Weight.LIGHT),
  UNTOLD("acknowledgements are held back", Weight.LIGHT),
  NATS_CUT("the connection to NATS is cut", Weight.LIGHT),
  MARIADB_CUT("connections to MariaDB are cut", Weight.LIGHT);

  /**
   * Whether it takes many seconds, as somebody has to decide, a second or more, as a program has to
   * start, or some tenths.
   */
  enum Weight {
    GRAVE,
    HEAVY,
    LIGHT
  }

  private final String words;
  private final Weight weight;

  Mishap(String words, Weight weight) {
    this.words = words;
    this.weight = weight;
  }

  boolean isGrave() {
    return weight == Weight.GRAVE;
  }

  boolean isLight() {
    return weight == Weight.LIGHT;
  }

  @Override
  public String toString() {
    return words;
  }
}
