package dev.signalbox.shutdown;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.Relay;

/** Hears of each owner from the moment it comes in, before anybody can ask it for anything. */
public interface Newcomers {
  void came(long number, ConnectionSupervisor owner);

  void came(long number, Relay owner);

  /** For a roster that nobody watches. */
  Newcomers NOBODY =
      new Newcomers() {
        @Override
        public void came(long number, ConnectionSupervisor owner) {}

        @Override
        public void came(long number, Relay owner) {}
      };
}
