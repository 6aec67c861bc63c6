package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.ui.ButtonMatrix.Offer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The matrix has a line for every state, and a button for every command that buttons send. */
class ButtonMatrixTest {

  @Test
  void noStateIsMissing() {
    assertThat(ButtonMatrix.CONNECTIONS.stream().map(line -> line.status().state().word()))
        .hasSameElementsAs(words(ConnectionState.class));
    assertThat(ButtonMatrix.RELAYS.stream().map(line -> line.state().word()))
        .hasSameElementsAs(words(RelayState.class));
  }

  @Test
  void noCommandIsMissing() {
    assertThat(
            ButtonMatrix.CONNECTIONS.stream()
                .flatMap(line -> sent(List.of(line.main(), line.side()))))
        .hasSameElementsAs(names(Command.OfConnection.class));
    assertThat(
            ButtonMatrix.RELAYS.stream().flatMap(line -> sent(List.of(line.main(), line.side()))))
        .hasSameElementsAs(names(Command.OfRelay.class));
  }

  private static Stream<String> sent(List<Offer> offers) {
    return offers.stream()
        .flatMap(
            offer ->
                switch (offer) {
                  case Offer.Sends(String _, String command) -> Stream.of(command);
                  case Offer.Asks(String _, String command) -> Stream.of(command);
                  case Offer.Disabled _, Offer.Absent _ -> Stream.empty();
                });
  }

  private static List<String> words(Class<?> kinds) {
    return Stream.of(kinds.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }

  private static List<String> names(Class<?> commands) {
    return words(commands).stream()
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .toList();
  }
}
