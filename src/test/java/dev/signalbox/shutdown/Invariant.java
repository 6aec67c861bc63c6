package dev.signalbox.shutdown;

/** What must hold in every situation of program, relay and endpoints together. */
enum Invariant {
  NO_HANDLE_WITHOUT_OWNER("no live handle without owner"),
  ONE_CURRENT_ATTEMPT("at most one current attempt for one endpoint"),
  THREE_ORPHANS("at most three orphans for one endpoint"),
  TERMINAL_STATES_ABSORB("terminal states absorb"),
  LEADS_TO_CLOSED("every situation leads to Closed within the budget"),
  NO_START_AFTER_SHUTDOWN("Start never succeeds after shutdown began"),
  EVERY_COMMAND_HAS_AN_OUTCOME("every command has an outcome"),
  NOTHING_LEFT("an orderly shutdown in time leaves nothing but orphans"),
  PROGRAM_TELLS_THE_STEP("the program's state tells the step under way"),
  RUN_EXACTLY_WHILE_POLLING("a run exactly while neither stopped nor failed"),
  RETRY_EXACTLY_WHILE_WAITING("a retry armed exactly while waiting"),
  EFFECTS_IN_TURN("nothing is done to what is not one's own, or in the wrong order");

  private final String words;

  Invariant(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
