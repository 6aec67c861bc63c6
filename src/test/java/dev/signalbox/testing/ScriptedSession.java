package dev.signalbox.testing;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.Peer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A session that answers, fails, hangs and closes as the test says. */
public final class ScriptedSession implements Session {
  private final SessionCount count;
  private final AtomicInteger pings = new AtomicInteger();
  private volatile @Nullable Gate silence;
  private volatile @Nullable Exception pingTrouble;
  private volatile @Nullable Gate slowClose;
  private volatile @Nullable Exception closeTrouble;
  private volatile @Nullable Boolean closedOrderly;

  ScriptedSession(SessionCount count) {
    this.count = count;
  }

  /** From now on pings hang until the gate opens or they are interrupted. */
  public Gate fallSilent() {
    Gate gate = new Gate();
    silence = gate;
    return gate;
  }

  /** From now on pings are answered at once. */
  public void answerAgain() {
    silence = null;
    pingTrouble = null;
  }

  /** From now on pings fail. */
  public void failPings(Exception trouble) {
    pingTrouble = trouble;
  }

  /** The close will hang until the gate opens, deaf to interrupts. */
  public Gate hangOnClose() {
    Gate gate = new Gate();
    slowClose = gate;
    return gate;
  }

  /** The close will fail. */
  public void failClose(Exception trouble) {
    closeTrouble = trouble;
  }

  public int pings() {
    return pings.get();
  }

  /** Whether a close was asked to be orderly; empty while there was none. */
  public Optional<Boolean> closedOrderly() {
    return Optional.ofNullable(closedOrderly);
  }

  @Override
  public Peer peer() {
    return new Peer("127.0.0.1:1", Optional.empty(), "scripted");
  }

  @Override
  public void ping(Deadline deadline) throws Exception {
    pings.incrementAndGet();
    Gate gate = silence;
    if (gate != null) {
      gate.await();
    }
    Exception trouble = pingTrouble;
    if (trouble != null) {
      throw trouble;
    }
  }

  @Override
  public void close(Deadline deadline, boolean orderly) throws Exception {
    if (closedOrderly != null) {
      throw new AssertionError("A session must be closed once");
    }
    closedOrderly = orderly;
    count.countClosed(Thread.currentThread().isInterrupted());
    Gate gate = slowClose;
    if (gate != null) {
      gate.awaitDeaf();
    }
    Exception trouble = closeTrouble;
    if (trouble != null) {
      throw trouble;
    }
  }
}
