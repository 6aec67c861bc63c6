package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.relays.RelayModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts and stops polling from anywhere. FX thread.
 *
 * @param relays those there are
 * @param chosen what is chosen in the list
 * @param press presses an object's button
 * @param refuse says why nothing was asked for
 */
record PollingSwitch(
    List<RelayModel> relays,
    Supplier<Optional<ObjectModel>> chosen,
    BiConsumer<ObjectModel, Command> press,
    Consumer<String> refuse) {

  /** Starts or stops the chosen relay, else the first one; says why if that cannot be. */
  void toggle() {
    chosen
        .get()
        .flatMap(object -> relays.stream().filter(relay -> relay.equals(object)).findAny())
        .or(() -> relays.stream().findFirst())
        .ifPresent(this::toggle);
  }

  private void toggle(RelayModel relay) {
    var looks = relay.looks().get();
    looks
        .main()
        .command()
        .ifPresentOrElse(
            command -> press.accept(relay, command), () -> refuse.accept(looks.detail()));
  }
}
