package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;

/** What can be done with the one line whose details are shown. FX thread only. */
record LineActions(LogModel model, FilterController filter, LogNavigator navigator)
    implements DetailController.Actions {

  @Override
  public void onlySource(LogRow row) {
    filter.showFrom(row.entry().source());
    goTo(row);
  }

  @Override
  public void inContext(LogRow row) {
    filter.clear();
    goTo(row);
  }

  private void goTo(LogRow row) {
    model.whenShown(() -> navigator.goToEntry(row.sequence()));
  }

  @Override
  public void copy(String text) {
    LogCopy.text(text);
  }
}
