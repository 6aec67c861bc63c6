package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ShutdownSettings;
import dev.signalbox.testing.TrialSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final NatsSettings NATS = TrialSettings.nats("nats://one:4222", "nats://two:4222");

  private static List<Endpoint> endpoints(ConnectionSettings... connections) {
    return Endpoints.of(
        new Settings(
            "test",
            List.of(connections),
            RetrySettings.DEFAULT,
            LeaseSettings.DEFAULT,
            List.of(),
            ShutdownSettings.DEFAULT,
            LogSettings.DEFAULT));
  }

  private static NatsSettings named(String name) {
    return new NatsSettings(
        name,
        NATS.servers(),
        NATS.discover(),
        NATS.login(),
        NATS.tls(),
        NATS.subjects(),
        NATS.connectTimeout(),
        true,
        NATS.heartbeat());
  }

  @Test
  void aKindThatIsThereOnceIsCalledByItsName() {
    assertThat(
            endpoints(
                NATS,
                TrialSettings.oracle("//db/S", "app", Secret.ask()),
                TrialSettings.mariaDb("db/t", "app", Secret.ask())))
        .extracting(Endpoint::label)
        .containsExactly("NATS", "Oracle", "MariaDB");
  }

  @Test
  void endpointsOfOneKindAddTheirOwnNames() {
    assertThat(endpoints(named("events"), named("audit")))
        .extracting(Endpoint::label, Endpoint::sessionNoun)
        .containsExactly(
            tuple("NATS events", "NATS events connection"),
            tuple("NATS audit", "NATS audit connection"));
  }

  @Test
  void theWindowAddsANameThatIsAnotherOneThanTheKinds() {
    assertThat(endpoints(named("events")))
        .extracting(Endpoint::label, Endpoint::title)
        .containsExactly(tuple("NATS", "NATS events"));
    assertThat(endpoints(named("nats"), named("audit")))
        .extracting(Endpoint::title)
        .containsExactly("NATS nats", "NATS audit");
    assertThat(endpoints(named("nats"))).extracting(Endpoint::title).containsExactly("NATS");
  }

  @Test
  void theAddressNamesEveryServer() {
    assertThat(endpoints(NATS).getFirst().address()).isEqualTo("nats://one:4222, nats://two:4222");
  }
}
