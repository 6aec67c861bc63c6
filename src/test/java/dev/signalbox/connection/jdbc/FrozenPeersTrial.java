package dev.signalbox.connection.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Peers for all tests of one class, each of which finds them talking. */
@Timeout(120)
abstract class FrozenPeersTrial {
  static FrozenPeers peers;

  @BeforeAll
  static void start() throws Exception {
    peers = new FrozenPeers();
  }

  @AfterAll
  static void stop() throws Exception {
    peers.close();
  }

  @AfterEach
  void thaw() {
    peers.thaw();
  }
}
