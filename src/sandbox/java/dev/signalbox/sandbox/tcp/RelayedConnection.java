package dev.signalbox.sandbox.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's connection, and ours to its server, with a virtual thread for each direction. That a
 * side has closed always passes, so that no fault makes a server keep what its client has given up.
 */
final class RelayedConnection {
  private static final int BUFFER = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Valve valve;
  private final Map<Direction, Progress> progress = new EnumMap<>(Direction.class);
  private final CountDownLatch running = new CountDownLatch(Direction.values().length);
  private final AtomicBoolean closed = new AtomicBoolean();

  /** How far one direction has come; the plain fields are for its own thread alone. */
  private static final class Progress {
    final AtomicLong bytes = new AtomicLong();
    int messages;
    int bytesOfMessage;
    volatile boolean inMessage;
    volatile boolean over;

    @Override
    public String toString() {
      return bytes + (over ? " bytes, over" : " bytes");
    }
  }

  RelayedConnection(Socket client, Socket server, Valve valve) {
    this.client = client;
    this.server = server;
    this.valve = valve;
    for (Direction direction : Direction.values()) {
      progress.put(direction, new Progress());
    }
  }

  /** Forwards until both directions have ended; blocks. */
  void run() throws InterruptedException {
    for (Direction direction : Direction.values()) {
      Thread.ofVirtual().name("relay-" + direction).start(() -> pump(direction));
    }
    running.await();
    close();
  }

  private void pump(Direction direction) {
    Progress own = of(direction);
    try {
      InputStream in = from(direction).getInputStream();
      OutputStream out = to(direction).getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        begin(direction);
        forward(direction, buffer, length, out);
      }
      own.over = true;
      valve.wake();
      if (!isCut(direction)) {
        to(direction).shutdownOutput();
      }
    } catch (IOException e) {
      // One side has crashed, or we have closed both: the other side is told in the same way.
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    } finally {
      own.over = true;
      valve.wake();
      running.countDown();
    }
  }

  /** What one side sends after the other has answered is another message. */
  private void begin(Direction direction) {
    Progress own = of(direction);
    if (!own.inMessage) {
      own.messages++;
      own.bytesOfMessage = 0;
      own.inMessage = true;
      if (direction == Direction.TO_CLIENT) {
        valve.count(Traffic::replied);
      }
    }
    of(opposite(direction)).inMessage = false;
  }

  private void forward(Direction direction, byte[] buffer, int length, OutputStream out)
      throws IOException, InterruptedException {
    int offset = 0;
    Fault delayed = null;
    while (offset < length) {
      Fault fault = valve.fault();
      if (fault instanceof Fault.Delay(var time) && !fault.equals(delayed)) {
        valve.pause(fault, time);
        delayed = fault;
        continue;
      }
      if (fault instanceof Fault.Throttle) {
        valve.pause(fault, Valve.sliceTime());
      }
      int allowed = allowance(fault, direction, length - offset);
      if (allowed > 0) {
        out.write(buffer, offset, allowed);
        passed(direction, allowed);
        offset += allowed;
        react(fault);
        continue;
      }
      react(fault);
      if (isCut(direction)) {
        return;
      }
      if (!awaitOther(fault, direction)) {
        // What waited has nowhere to go any more.
        close();
        return;
      }
    }
  }

  /** How many of these bytes may pass now. */
  private int allowance(Fault fault, Direction direction, int wanted) {
    Progress own = of(direction);
    return switch (fault) {
      case Fault.None _, Fault.Delay _, Fault.Refuse _ -> wanted;
      case Fault.Blackhole _ -> 0;
      case Fault.Throttle throttle -> Math.min(wanted, Valve.slice(throttle));
      case Fault.Freeze(var which, var bytes) -> upTo(bytes, which, direction, wanted);
      case Fault.HalfClose(var which, var bytes) -> upTo(bytes, which, direction, wanted);
      case Fault.Reset(var which, var bytes) -> upTo(bytes, which, direction, wanted);
      case Fault.FreezeLongMessages(var which, var bytes) ->
          which == direction ? Math.clamp(bytes - own.bytesOfMessage, 0, wanted) : wanted;
      case Fault.FreezeMessage(var which, var message, var bytes) -> {
        if (which != direction || own.messages < message) {
          yield wanted;
        }
        int left = own.messages > message ? 0 : bytes - own.bytesOfMessage;
        yield Math.clamp(left, 0, wanted);
      }
    };
  }

  private int upTo(long bytes, Direction which, Direction direction, int wanted) {
    return which == direction ? Math.clamp(bytes - of(direction).bytes.get(), 0, wanted) : wanted;
  }

  private void passed(Direction direction, int bytes) {
    Progress own = of(direction);
    own.bytes.addAndGet(bytes);
    own.bytesOfMessage += bytes;
    valve.count(traffic -> traffic.passed(direction, bytes));
  }

  /** Does what is not a matter of waiting, if it is time for it. */
  void react(Fault fault) throws IOException {
    switch (fault) {
      case Fault.HalfClose(var direction, var bytes) -> {
        if (of(direction).bytes.get() >= bytes && !isCut(direction)) {
          to(direction).shutdownOutput();
        }
      }
      case Fault.Reset(var direction, var bytes) -> {
        if (of(direction).bytes.get() >= bytes) {
          reset();
        }
      }
      case Fault.None _,
          Fault.Freeze _,
          Fault.FreezeMessage _,
          Fault.FreezeLongMessages _,
          Fault.Blackhole _,
          Fault.Delay _,
          Fault.Throttle _,
          Fault.Refuse _ -> {}
    }
  }

  /** Returns false if the receiver has gone meanwhile, so that what waits has nowhere to go. */
  private boolean awaitOther(Fault fault, Direction direction) throws InterruptedException {
    Progress receiver = of(opposite(direction));
    valve.awaitOther(fault, () -> receiver.over || closed.get());
    return !receiver.over && !closed.get();
  }

  private boolean isCut(Direction direction) {
    return to(direction).isOutputShutdown();
  }

  /** Ends it at once, as if both sides had crashed. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already, which is what this is about.
    }
    close();
  }

  /** Ends it at once, in order. */
  void close() {
    closed.set(true);
    valve.wake();
    try (client;
        server) {
      // Both are closed, whatever happens to one of them.
    } catch (IOException e) {
      // Closing a socket tells of an error that has happened to it before.
    }
  }

  @Override
  public String toString() {
    return client + " to " + server + progress;
  }

  private Progress of(Direction direction) {
    return Objects.requireNonNull(progress.get(direction));
  }

  private static Direction opposite(Direction direction) {
    return switch (direction) {
      case TO_SERVER -> Direction.TO_CLIENT;
      case TO_CLIENT -> Direction.TO_SERVER;
    };
  }

  private Socket from(Direction direction) {
    return direction == Direction.TO_SERVER ? client : server;
  }

  private Socket to(Direction direction) {
    return direction == Direction.TO_SERVER ? server : client;
  }
}
