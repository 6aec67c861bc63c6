package dev.signalbox.app.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A service manager's side of the socket that it names: bound, and read by the test's thread. The
 * kernel keeps what has come and not been read.
 */
public final class NoticeListener implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final short POLLIN = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int LONGEST = 4096;

  private final Arena arena = Arena.ofConfined();
  private final int descriptor;

  private NoticeListener(int descriptor) {
    this.descriptor = descriptor;
  }

  /** With the name that {@code NOTIFY_SOCKET} is to have, abstract if it begins with an @. */
  public static NoticeListener bound(String name) {
    int descriptor = (int) call("socket", JAVA_INT, AF_UNIX, SOCK_DGRAM, 0);
    NoticeListener listener = new NoticeListener(descriptor);
    byte[] bytes = name.getBytes(UTF_8);
    bytes[0] = name.startsWith("@") ? 0 : bytes[0];
    MemorySegment address = listener.arena.allocate(2L + bytes.length + 1, 2);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
    int length = 2 + bytes.length + (bytes[0] == 0 ? 0 : 1);
    assertThat((int) call("bind", JAVA_INT, descriptor, address, length)).isZero();
    return listener;
  }

  /** The next message; empty text if none comes within that time. */
  public String next(Duration limit) {
    MemorySegment asked = arena.allocate(8, 4);
    asked.set(JAVA_INT, 0, descriptor);
    asked.set(JAVA_SHORT, 4, POLLIN);
    int ready = (int) call("poll", JAVA_INT, asked, 1L, (int) limit.toMillis());
    if (ready == 0) {
      return "";
    }
    MemorySegment text = arena.allocate(LONGEST);
    long length = (long) call("recv", JAVA_LONG, descriptor, text, (long) LONGEST, MSG_DONTWAIT);
    assertThat(length).isPositive();
    return new String(text.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
  }

  /** One of libc's functions; the layouts follow from what is handed to it. */
  @SuppressWarnings("restricted") // Tests are started so that it is allowed.
  private static Object call(String name, ValueLayout result, Object... arguments) {
    List<ValueLayout> layouts = new ArrayList<>();
    for (Object argument : arguments) {
      layouts.add(
          switch (argument) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> ADDRESS;
          });
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle function =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(result, layouts.toArray(ValueLayout[]::new)));
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError(name, e);
    }
  }

  @Override
  public void close() {
    assertThat((int) call("close", JAVA_INT, descriptor)).isZero();
    arena.close();
  }
}
