package dev.signalbox.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system as commands. {@code sun.misc.Signal} is the only way to them; it
 * is supported (module {@code jdk.unsupported}), but the compiler warns at every mention of it and
 * cannot be told not to, so it is looked up by name here and nowhere else.
 */
final class Signals {
  private Signals() {}

  /**
   * From now on this signal is handed to the handler, with its number, on a thread of its own, and
   * the virtual machine no longer ends by itself. A signal that this process was started to ignore
   * stays ignored.
   *
   * @param name without the prefix SIG
   */
  static void handle(String name, IntConsumer handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {signalHandler},
              (self, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                  return method.invoke(handler, arguments);
                }
                handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                return null;
              });
      Object instance = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, signalHandler).invoke(null, instance, proxy);
    } catch (InvocationTargetException e) {
      // Not on this operating system, or kept by the virtual machine: then the runtime hook still
      // serves.
      log().debug("Signal {} cannot be handled: {}", name, e.getCause());
    } catch (ReflectiveOperationException e) {
      log().warn("Signals cannot be handled as commands here: {}", e.toString());
    }
  }

  /** Not loaded unless there is something to say: until signals are handled time is short. */
  private static Logger log() {
    return LoggerFactory.getLogger("signalbox");
  }
}
