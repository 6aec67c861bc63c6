package dev.signalbox.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The JVM's own name lookup, except that it hangs for the names that a test has stalled, deaf to
 * interrupts as a silent name server makes it, and then finds this machine or nothing, and for
 * those that a test has given addresses.
 */
public final class StalledResolver extends InetAddressResolverProvider {
  private static final Map<String, List<InetAddress>> ANSWERED = new ConcurrentHashMap<>();
  private static final Map<String, Name> STALLED = new ConcurrentHashMap<>();

  /** A name that hangs, and the one that is looked up instead after that, if any. */
  private record Name(Gate gate, Optional<String> found) {}

  /** From now on, lookups of this name hang until the gate is opened, and then find nothing. */
  public static Gate stall(String host) {
    return stall(host, Optional.empty());
  }

  /** Likewise, but after that it is this machine's name. */
  public static Gate stallThisMachine(String host) {
    return stall(host, Optional.of("localhost"));
  }

  /** From now on, this name has these addresses, in this order. */
  public static void answer(String host, InetAddress... addresses) {
    ANSWERED.put(host, List.of(addresses));
  }

  private static Gate stall(String host, Optional<String> found) {
    Gate gate = new Gate();
    STALLED.put(host, new Name(gate, found));
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
        if (ANSWERED.containsKey(host)) {
          return ANSWERED.get(host).stream();
        }
        Name stalled = STALLED.get(host);
        if (stalled == null) {
          return builtin.lookupByName(host, policy);
        }
        stalled.gate().awaitDeaf();
        return builtin.lookupByName(
            stalled.found().orElseThrow(() -> new UnknownHostException(host)), policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return builtin.lookupByAddress(address);
      }
    };
  }
}
