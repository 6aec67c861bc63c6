package dev.signalbox.sandbox;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.ui.connections.RowAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/**
 * A control in every connection's row with which something can go wrong between the console and
 * that server, so that a connection can be seen to go stale and a connect be cancelled in any
 * phase.
 *
 * <p>Threading: the control lives on the FX thread; faults are set on virtual threads, because
 * keeping everybody out takes its time.
 */
final class RehearseFault implements RowAction {
  private static final String TITLE = "Rehearse a fault";

  /** In the order in which the menu shows them. */
  private static final List<Choice> CHOICES =
      List.of(
          new Choice("none", "No fault", new Fault.None()),
          new Choice("silence", "Silence: nothing is answered", silence(1)),
          new Choice("handshake", "Silence in the middle of the handshake", silence(2)),
          new Choice("blackhole", "Network gone: packets vanish", new Fault.Blackhole()),
          new Choice("refuse", "New connections are refused", new Fault.Refuse()),
          new Choice("reset", "Connections are reset", new Fault.Reset(Direction.TO_CLIENT, 0)),
          new Choice("delay", "Every answer takes longer", new Fault.Delay(Duration.ofMillis(300))),
          new Choice("throttle", "2 kB per second", new Fault.Throttle(2_000)));

  private record Choice(String id, String label, Fault fault) {}

  private final Map<String, FaultRelay> relays;

  /**
   * @param relays before the servers, by the names of the connections
   */
  RehearseFault(Map<String, FaultRelay> relays) {
    this.relays = Map.copyOf(relays);
  }

  private static Fault silence(int reply) {
    return new Fault.FreezeMessage(Direction.TO_CLIENT, reply, 0);
  }

  @Override
  public Optional<Node> create(Endpoint endpoint) {
    return Optional.ofNullable(relays.get(endpoint.name()))
        .map(relay -> menu(endpoint.name(), relay));
  }

  private static MenuButton menu(String connection, FaultRelay relay) {
    MenuButton menu = new MenuButton(TITLE);
    menu.setMinWidth(Region.USE_PREF_SIZE);
    menu.setId("rehearse-" + connection);
    menu.setAccessibleText(TITLE + " between the console and " + connection);
    menu.setTooltip(
        new Tooltip("Sandbox only: what goes wrong between the console and this server"));
    ToggleGroup group = new ToggleGroup();
    for (Choice choice : CHOICES) {
      RadioMenuItem item = new RadioMenuItem(choice.label());
      item.setId("rehearse-" + connection + "-" + choice.id());
      item.setToggleGroup(group);
      item.setSelected(choice.equals(CHOICES.getFirst()));
      item.setOnAction(
          _ -> {
            menu.setText(choice.equals(CHOICES.getFirst()) ? TITLE : "Fault: " + choice.id());
            Thread.ofVirtual()
                .name("rehearse " + choice.id())
                .start(() -> relay.set(choice.fault()));
          });
      menu.getItems().add(item);
    }
    return menu;
  }
}
