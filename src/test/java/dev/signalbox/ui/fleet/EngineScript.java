package dev.signalbox.ui.fleet;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineFacts;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.ConnectionGlance;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.ui.States;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one engine says of itself, to be written in a line. */
public final class EngineScript {
  private final String name;
  private String environment = "staging";
  private String group = "north";
  private String version = "1.0.0";
  private boolean arming;
  private boolean newer;
  private Presence presence = new Presence.Known(States.ago(Duration.ofSeconds(1)));
  private final List<ConnectionGlance> connections = new ArrayList<>();
  private final List<RelayGlance> relays = new ArrayList<>();

  private EngineScript(String name) {
    this.name = name;
  }

  /** One that is known, and has neither connections nor relays. */
  public static EngineScript engine(String name) {
    return new EngineScript(name);
  }

  /** One that is well. */
  public static EngineScript running(String name) {
    return engine(name).connection("Connected").relay("Running");
  }

  public EngineScript in(String where, String sorted) {
    environment = where;
    group = sorted;
    return this;
  }

  public EngineScript production() {
    environment = "production";
    arming = true;
    return this;
  }

  public EngineScript version(String other) {
    version = other;
    return this;
  }

  public EngineScript newer() {
    newer = true;
    return this;
  }

  public EngineScript presence(Presence sure) {
    presence = sure;
    return this;
  }

  public EngineScript connection(String word) {
    return connection("oracle", word, Optional.empty());
  }

  public EngineScript connection(String called, String word, Optional<String> cause) {
    connections.add(
        new ConnectionGlance(called, "Oracle", word, States.ago(Duration.ofMinutes(4)), cause));
    return this;
  }

  public EngineScript relay(String word) {
    return relay("txlog", word, Optional.empty());
  }

  public EngineScript relay(String called, String word, Optional<String> reason) {
    return relay(called, word, reason, Optional.empty());
  }

  /** One that stands by for that holder, as last seen, and could not go on for that reason. */
  public EngineScript hindered(String holder, String hindrance) {
    return relay("txlog", "Standby", Optional.of(holder), Optional.of(hindrance));
  }

  private EngineScript relay(
      String called, String word, Optional<String> reason, Optional<String> hindrance) {
    boolean polls = word.equals("Running");
    relays.add(
        new RelayGlance(
            called,
            word,
            States.ago(Duration.ofMinutes(4)),
            reason,
            hindrance,
            1_000,
            polls ? 120 : 0,
            polls ? Optional.of(Duration.ofMillis(2_100)) : Optional.empty()));
    return this;
  }

  public EngineKey key() {
    return new EngineKey("key-of-" + name);
  }

  /** As it crosses the seam. */
  public EngineRow row() {
    return new EngineRow(
        key(),
        new EngineFacts(
            name,
            environment,
            group,
            "host-of-" + name,
            version,
            4711,
            States.ago(Duration.ofHours(2)),
            "boot-1",
            arming),
        presence,
        connections,
        relays,
        newer);
  }
}
