package dev.signalbox.app;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * Has a program of its own stand still in one method, on that thread alone, as if what it does
 * there took for ever. By the debugger's interface, so that nothing in the program is another one
 * for it. Confined to one thread.
 */
final class StandStill implements AutoCloseable {
  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;

  private StandStill(ListeningConnector connector, Map<String, Connector.Argument> arguments)
      throws Exception {
    this.connector = connector;
    this.arguments = arguments;
    this.address = connector.startListening(arguments);
  }

  /** Waits for a program that is to be started with {@link #option()}. */
  static StandStill prepare() throws Exception {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(c -> c.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    Map.of(
            "localAddress", "127.0.0.1",
            "port", "0",
            "timeout", Long.toString(BuiltProgram.PATIENCE.toMillis()))
        .forEach((name, value) -> Objects.requireNonNull(arguments.get(name)).setValue(value));
    return new StandStill(connector, arguments);
  }

  /** For the program's virtual machine. */
  String option() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,quiet=y,address=127.0.0.1:"
        + address.substring(address.lastIndexOf(':') + 1);
  }

  /** Returns when the program stands at the beginning of that method, and will go on never. */
  void await(String type, String method) throws Exception {
    VirtualMachine machine = connector.accept(arguments);
    ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(type);
    prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    prepared.enable();
    boolean stands = false;
    while (!stands) {
      EventSet events = machine.eventQueue().remove(BuiltProgram.PATIENCE.toMillis());
      if (events == null) {
        throw new IllegalStateException(type + " has not been loaded");
      }
      for (Event event : events) {
        stands |= event instanceof BreakpointEvent;
        if (event instanceof ClassPrepareEvent loaded) {
          loaded.referenceType().methodsByName(method).forEach(StandStill::stop);
        }
      }
      if (!stands) {
        events.resume();
      }
    }
  }

  private static void stop(Method method) {
    Location beginning = method.location();
    BreakpointRequest stop =
        method.virtualMachine().eventRequestManager().createBreakpointRequest(beginning);
    stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    stop.enable();
  }

  @Override
  public void close() throws IOException {
    try {
      connector.stopListening(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IOException(e);
    }
  }
}
