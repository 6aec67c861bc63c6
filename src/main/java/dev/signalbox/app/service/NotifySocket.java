package dev.signalbox.app.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;

/**
 * Sends messages to a datagram socket with a name in the file system, or, where that begins with an
 * {@code @}, in Linux's abstract names. The platform's own API has no such sockets, so the C
 * library's three functions are called: no process is started for it, which the manager would not
 * take for ours.
 *
 * <p>Threading: any thread. Never blocks: what nobody takes is not sent.
 */
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** The address is as long as its name, behind two bytes that say of which kind it is. */
  private static final int NAME_AT = 2;

  private static final int LONGEST_NAME = 107;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(StructLayout.PathElement.groupElement("errno"));

  private final byte[] name;
  private final MethodHandle socket;
  private final MethodHandle sendTo;
  private final MethodHandle close;

  private NotifySocket(byte[] name, Linker linker) {
    this.name = name;
    this.socket =
        function(linker, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    this.sendTo =
        function(
            linker,
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    this.close = function(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  @SuppressWarnings("restricted") // The start script allows it.
  private static MethodHandle function(Linker linker, String name, FunctionDescriptor type) {
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
  }

  /**
   * The socket of that name; nothing is opened yet.
   *
   * @throws IOException if there can be none, with the reason as a sentence
   */
  static NotifySocket named(String name) throws IOException {
    byte[] bytes = name.getBytes(UTF_8);
    if (!name.startsWith("/") && !name.startsWith("@")) {
      throw new IOException("it is neither an absolute path nor an abstract name");
    }
    if (bytes.length > LONGEST_NAME) {
      throw new IOException("it is longer than a socket's name can be");
    }
    if (name.startsWith("@")) {
      bytes[0] = 0;
    }
    try {
      return new NotifySocket(bytes, Linker.nativeLinker());
    } catch (UnsupportedOperationException | IllegalCallerException | NoSuchElementException e) {
      throw new IOException("the C library cannot be called here: " + e, e);
    }
  }

  /** Sends one message. */
  void send(String message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int descriptor = (int) socket.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      require(descriptor >= 0, "socket", state);
      try {
        send(descriptor, message.getBytes(UTF_8), arena, state);
      } finally {
        var _ = (int) close.invokeExact(arena.allocate(STATE), descriptor);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  private void send(int descriptor, byte[] message, Arena arena, MemorySegment state)
      throws Throwable {
    MemorySegment text = arena.allocateFrom(JAVA_BYTE, message);
    MemorySegment address = arena.allocate(NAME_AT + name.length + 1L, JAVA_SHORT.byteAlignment());
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, JAVA_BYTE, NAME_AT, name.length);
    // A path ends with a zero byte; an abstract name has no end but its length.
    int length = NAME_AT + name.length + (name[0] == 0 ? 0 : 1);
    long sent =
        (long)
            sendTo.invokeExact(
                state,
                descriptor,
                text,
                (long) message.length,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                address,
                length);
    require(sent == message.length, "sendto", state);
  }

  private static void require(boolean done, String function, MemorySegment state)
      throws IOException {
    if (!done) {
      throw new IOException("%s failed: error %d".formatted(function, (int) ERRNO.get(state, 0L)));
    }
  }
}
