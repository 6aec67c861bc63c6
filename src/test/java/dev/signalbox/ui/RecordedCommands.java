package dev.signalbox.ui;

import dev.signalbox.base.Verdict;
import dev.signalbox.shutdown.OperatorCommands;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the window asks for. */
final class RecordedCommands implements OperatorCommands {
  final List<String> sent = new CopyOnWriteArrayList<>();
  volatile Verdict answer = new Verdict.Accepted();

  private Verdict record(String command) {
    sent.add(command);
    return answer;
  }

  @Override
  public Verdict connect(String endpoint) {
    return record("connect " + endpoint);
  }

  @Override
  public Verdict cancel(String endpoint) {
    return record("cancel " + endpoint);
  }

  @Override
  public Verdict disconnect(String endpoint) {
    return record("disconnect " + endpoint);
  }

  @Override
  public Verdict reconnect(String endpoint) {
    return record("reconnect " + endpoint);
  }

  @Override
  public Verdict start(String relay) {
    return record("start " + relay);
  }

  @Override
  public Verdict cancelStart(String relay) {
    return record("cancelStart " + relay);
  }

  @Override
  public Verdict stop(String relay) {
    return record("stop " + relay);
  }

  @Override
  public Verdict stopNow(String relay) {
    return record("stopNow " + relay);
  }

  @Override
  public Verdict arm() {
    return record("arm");
  }

  @Override
  public CompletableFuture<ShutdownReport> shutdown(ShutdownReason reason) {
    record("shutdown " + reason.getClass().getSimpleName());
    return new CompletableFuture<>();
  }

  @Override
  public Verdict forceQuit() {
    return record("forceQuit");
  }
}
