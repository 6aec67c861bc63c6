package dev.signalbox.ui.incidents;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.journal.Subject;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.RosterSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which connections and relays there are, as far as it tells what has to do with what. An immutable
 * value.
 *
 * @param names as shown
 * @param hosts of the connections
 * @param needs the connections of each relay
 */
public record Plant(
    Map<Subject, String> names, Map<Subject, String> hosts, Map<Subject, Set<Subject>> needs) {
  public Plant {
    names = Map.copyOf(names);
    hosts = Map.copyOf(hosts);
    needs = Map.copyOf(needs);
  }

  /** What a roster says of it. */
  public static Plant of(RosterSnapshot roster) {
    Map<Subject, String> names = new HashMap<>();
    Map<Subject, String> hosts = new HashMap<>();
    Map<Subject, Set<Subject>> needs = new HashMap<>();
    for (var member : roster.connections()) {
      Endpoint endpoint = member.configured();
      Subject subject = Subject.connection(endpoint.name());
      names.put(subject, endpoint.title());
      hosts.put(subject, host(endpoint.address()));
    }
    for (var member : roster.relays()) {
      PollingSettings relay = member.configured();
      Subject subject = Subject.relay(relay.programName());
      names.put(subject, relay.programName());
      needs.put(subject, connections(relay));
    }
    return new Plant(names, hosts, needs);
  }

  private static Set<Subject> connections(PollingSettings relay) {
    return Stream.of(relay.source(), relay.sink(), relay.checkpoint())
        .map(Subject::connection)
        .collect(Collectors.toSet());
  }

  /** The machine of an address: what is left without scheme, port and path. */
  static String host(String address) {
    String rest = address.substring(address.indexOf("//") < 0 ? 0 : address.indexOf("//") + 2);
    String first = rest.split("[/,]", 2)[0];
    int port = first.lastIndexOf(':');
    return port > first.lastIndexOf(']') ? first.substring(0, port) : first;
  }

  String name(Subject subject) {
    return names.getOrDefault(subject, subject.label());
  }
}
