package dev.signalbox.testing;

import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.FailureKind;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connector that does what the test says. Every {@link #open} shows up as a {@link Call}, which
 * stays in the phase it announced until the test lets it succeed or fail.
 */
public final class ScriptedConnector implements Connector {
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final SessionCount count = new SessionCount();
  private volatile boolean deaf;
  private volatile int swallowed;
  private volatile boolean inexplicable;

  /** From now on, no failure can be explained. */
  public void failDiagnoses() {
    inexplicable = true;
  }

  /** From now on, calls ignore interrupts, as a name lookup does. */
  public void ignoreInterrupts() {
    deaf = true;
  }

  /** From now on, each call takes no notice of so many interrupts. */
  public void swallowInterrupts(int count) {
    swallowed = count;
  }

  /** How many sessions were opened and closed. */
  public SessionCount count() {
    return count;
  }

  /** The next call to open, once it is under way. */
  public Call awaitCall() throws InterruptedException {
    Call call = calls.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("No connect has begun");
    }
    return call;
  }

  /** How many calls nobody has asked for yet. */
  public int unseenCalls() {
    return calls.size();
  }

  @Override
  public ScriptedSession open(ConnectScope scope) throws Exception {
    Call call = new Call(scope, deaf, swallowed, count);
    scope.enter(ConnectPhase.LOGIN);
    calls.add(call);
    return call.await();
  }

  @Override
  public Diagnosis diagnose(Throwable failure) {
    if (inexplicable) {
      throw new IllegalStateException("cannot explain " + failure);
    }
    FailureKind kind = failure instanceof ScriptedException e ? e.kind() : FailureKind.UNREACHABLE;
    return new Diagnosis(kind, Optional.empty(), String.valueOf(failure.getMessage()), "Try it.");
  }

  /** One connect under way. */
  public static final class Call {
    private final ConnectScope scope;
    private final boolean deaf;
    private final int swallowed;
    private final SessionCount count;
    private final Gate gate = new Gate();
    private volatile @Nullable Throwable failure;
    private final ScriptedSession session;

    private Call(ConnectScope scope, boolean deaf, int swallowed, SessionCount count) {
      this.scope = scope;
      this.deaf = deaf;
      this.swallowed = swallowed;
      this.count = count;
      this.session = new ScriptedSession(count);
    }

    public ConnectScope scope() {
      return scope;
    }

    /** The session that this call returns if it succeeds. */
    public ScriptedSession session() {
      return session;
    }

    /** Lets it succeed. */
    public ScriptedSession succeed() {
      gate.open();
      return session;
    }

    /** Lets it fail. */
    public void fail(FailureKind kind, String message) {
      fail(new ScriptedException(kind, message));
    }

    /** Lets it fail as no connector should. */
    public void fail(Throwable trouble) {
      failure = trouble;
      gate.open();
    }

    private ScriptedSession await() throws Exception {
      if (deaf) {
        gate.awaitDeaf();
      } else {
        gate.awaitSwallowing(swallowed);
      }
      switch (failure) {
        case null -> {}
        case Error e -> throw e;
        case Exception e -> throw e;
        case Throwable t -> throw new AssertionError(t);
      }
      count.countOpened();
      return session;
    }
  }
}
