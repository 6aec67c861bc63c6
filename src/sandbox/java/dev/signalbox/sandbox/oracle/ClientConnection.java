package dev.signalbox.sandbox.oracle;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client from accept to close. Requests are served one after the other on the thread that calls
 * {@link #run}; the reading thread only tells of cancels and of the client's end.
 */
final class ClientConnection implements Runnable, Inbox.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** Answered sooner, the driver now and then misses the break and waits for ever. */
  private static final Duration BEFORE_BREAK = Duration.ofMillis(20);

  /** Produces an answer's bytes as they go over the wire. */
  interface Work {
    byte[] answer() throws IOException, CancelledException;
  }

  /** The call was broken off by the client. */
  static final class CancelledException extends Exception {}

  private final TnsChannel channel;
  private final Inbox inbox;
  private final Faults faults;
  private final ServerContext context;
  private final CallHandler calls;
  private volatile boolean cancelled;
  private volatile boolean gone;

  ClientConnection(Socket socket, ServerContext context) throws IOException {
    this.context = context;
    this.faults = context.faults();
    this.channel = new TnsChannel(socket, context.sdu());
    this.inbox = new Inbox(channel, this);
    this.calls = new CallHandler(context);
  }

  @Override
  public void run() {
    Thread reader =
        Thread.ofVirtual().name(Thread.currentThread().getName() + "-reader").start(inbox);
    try {
      serve(Phase.TCP_ACCEPTED, () -> new byte[0]);
      Inbox.Message message = inbox.take();
      while (!(message instanceof Inbox.Message.Gone) && !gone) {
        switch (message) {
          case Inbox.Message.Connect connect -> listen(connect.data());
          case Inbox.Message.Request request -> serve(request.fields());
          case Inbox.Message.Reset _, Inbox.Message.Gone _ -> {}
        }
        message = inbox.take();
      }
    } catch (ProtocolException e) {
      LOG.warn("Oracle stand-in: cannot read a request: {}", e.getMessage());
    } catch (IOException e) {
      LOG.debug("Oracle stand-in: a client was lost: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(reader);
    }
  }

  private void end(Thread reader) {
    calls.close();
    close();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the conversation from any thread; the serving thread then cleans up. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Oracle stand-in: closing a socket failed: {}", e.getMessage());
    }
  }

  boolean loggedIn() {
    return calls.loggedIn();
  }

  int cursors() {
    return calls.cursors();
  }

  boolean transactionOpen() {
    return calls.transactionOpen();
  }

  @Override
  public void requestArrived() {
    cancelled = false;
    calls.forgetCancel();
  }

  @Override
  public void cancelRequested() {
    // Without effect when the work is done already: then the answer stands, as with a real server.
    cancelled = true;
    calls.cancel();
    faults.wake();
  }

  @Override
  public void clientGone() {
    gone = true;
    calls.cancel();
    faults.wake();
  }

  private void listen(String connectData) throws IOException, InterruptedException {
    serve(
        Phase.CONNECT,
        () -> {
          Integer refusal = Handshake.refusal(connectData, context.service());
          if (refusal != null) {
            return refusal(refusal);
          }
          boolean nativeServices = context.nativeServices() || faults.at(Phase.ANO) != null;
          byte[] accept =
              channel.frame(TnsPacket.ACCEPT, Handshake.accept(channel.sdu(), nativeServices));
          channel.accepted();
          return accept;
        });
  }

  private byte[] refusal(int code) {
    return channel.frame(TnsPacket.REFUSE, Handshake.refuse(code));
  }

  private void serve(TtcReader request) throws IOException, InterruptedException {
    CallHandler.Call call = calls.receive(request);
    serve(call.kind().phase(), () -> channel.frameMessage(calls.answer(call)));
  }

  private void serve(@Nullable Phase phase, Work work) throws IOException, InterruptedException {
    try {
      if (phase == null) {
        send(work.answer());
      } else {
        misbehave(phase, faults.arrive(phase), work);
      }
    } catch (CancelledException e) {
      breakOff();
    }
  }

  private void misbehave(Phase phase, @Nullable Misbehaviour misbehaviour, Work work)
      throws IOException, InterruptedException, CancelledException {
    switch (misbehaviour) {
      case null -> send(work.answer());
      case Misbehaviour.StopReplying _ -> {
        faults.awaitBehaviour(phase, () -> gone);
        sendUnlessCancelled(work);
      }
      case Misbehaviour.ReplySlowly slowly -> {
        faults.pause(slowly.delay(), () -> gone || cancelled);
        sendUnlessCancelled(work);
      }
      case Misbehaviour.ReplyHalf _ -> {
        byte[] wire = work.answer();
        channel.write(wire, 0, wire.length / 2);
        faults.awaitBehaviour(phase, () -> gone);
        channel.write(wire, wire.length / 2, wire.length);
      }
      case Misbehaviour.Dribble dribble -> {
        byte[] wire = work.answer();
        for (int sent = 0; sent < wire.length; sent++) {
          faults.pause(dribble.pause(), () -> gone);
          channel.write(wire, sent, sent + 1);
        }
      }
      case Misbehaviour.Close _ -> close();
      case Misbehaviour.CloseAfterWork _ -> {
        work.answer();
        close();
      }
      case Misbehaviour.Fail fail ->
          send(
              phase.compareTo(Phase.CONNECT) <= 0
                  ? refusal(fail.code())
                  : channel.frameMessage(calls.failure(fail.code())));
    }
  }

  private void sendUnlessCancelled(Work work) throws IOException, CancelledException {
    if (gone) {
      throw new EOFException("the client went away meanwhile");
    }
    if (cancelled) {
      throw new CancelledException();
    }
    send(work.answer());
  }

  private void send(byte[] wire) throws IOException {
    channel.write(wire, 0, wire.length);
  }

  /** Breaks the call off: both sides say so, both forget what was under way, then the error. */
  private void breakOff() throws IOException, InterruptedException {
    faults.pause(BEFORE_BREAK, () -> gone);
    send(channel.frameMarker(TnsPacket.MARKER_BREAK));
    Inbox.Message message = inbox.take();
    while (!(message instanceof Inbox.Message.Reset)) {
      if (message instanceof Inbox.Message.Gone) {
        throw new EOFException("the client went away during a break");
      }
      message = inbox.take();
    }
    send(channel.frameMarker(TnsPacket.MARKER_RESET));
    send(channel.frameMessage(calls.failure(OracleException.CANCELLED)));
  }
}
