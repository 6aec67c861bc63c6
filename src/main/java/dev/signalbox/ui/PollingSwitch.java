package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.toolkit.Texts;
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
 * @param texts say which has to be chosen
 */
record PollingSwitch(
    List<RelayModel> relays,
    Supplier<Optional<ObjectModel>> chosen,
    BiConsumer<ObjectModel, Command> press,
    Consumer<String> refuse,
    Texts texts) {

  /**
   * Starts or stops the chosen relay, or the only one; says why if that cannot be. Which of several
   * is meant is not guessed.
   */
  void toggle() {
    List<RelayModel> meant = relays.stream().filter(this::isChosen).toList();
    List<RelayModel> asked = meant.isEmpty() ? relays : meant;
    if (asked.size() > 1) {
      refuse.accept(texts.get("polling.chooseOne", asked.size()));
    } else {
      asked.forEach(this::toggle);
    }
  }

  private boolean isChosen(RelayModel relay) {
    return chosen.get().filter(relay::equals).isPresent();
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
