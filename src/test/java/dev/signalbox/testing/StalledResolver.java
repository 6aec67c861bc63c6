package dev.signalbox.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The JVM's own name lookup, except that it hangs for the names that a test has stalled, deaf to
 * interrupts as a silent name server makes it, and then does not know them.
 */
public final class StalledResolver extends InetAddressResolverProvider {
  private static final Map<String, Gate> STALLED = new ConcurrentHashMap<>();

  /** From now on, lookups of this name hang until the gate is opened. */
  public static Gate stall(String host) {
    Gate gate = new Gate();
    STALLED.put(host, gate);
    return gate;
  }

  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver builtin = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        Gate gate = STALLED.get(host);
        if (gate == null) {
          return builtin.lookupByName(host, policy);
        }
        gate.awaitDeaf();
        throw new UnknownHostException(host);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return builtin.lookupByAddress(address);
      }
    };
  }
}
