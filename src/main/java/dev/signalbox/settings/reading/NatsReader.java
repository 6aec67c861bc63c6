package dev.signalbox.settings.reading;

import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what only a connection of {@code type: nats} has. */
final class NatsReader {
  private static final String WAYS_TO_LOG_IN =
      "keep one of \"username\", \"token\", \"credentials_file\" and \"nkey_file\"";

  private final String name;
  private final MappingReader connection;

  private NatsReader(String name, MappingReader connection) {
    this.name = name;
    this.connection = connection;
  }

  static NatsSettings read(
      String name,
      MappingReader connection,
      Duration connectTimeout,
      boolean autoConnect,
      HeartbeatSettings heartbeat) {
    return new NatsReader(name, connection).read(connectTimeout, autoConnect, heartbeat);
  }

  private NatsSettings read(
      Duration connectTimeout, boolean autoConnect, HeartbeatSettings heartbeat) {
    NatsSettings nats =
        new NatsSettings(
            name,
            connection.texts("servers", AddressRule.NATS),
            connection.flag("discover", false),
            login(),
            tls(),
            subjects(),
            connectTimeout,
            autoConnect,
            heartbeat);
    if (connection.isSound()) {
      checkLogin(nats.login());
      checkTls(nats);
    }
    return nats;
  }

  private NatsLogin login() {
    return new NatsLogin(
        connection.optional("username").flatMap(text -> text.text(Rule.NOT_BLANK)),
        connection.optional("password").map(Scalar::secret),
        connection.optional("token").map(Scalar::secret),
        connection.optional("credentials_file").flatMap(Scalar::secretFile),
        connection.optional("nkey_file").flatMap(Scalar::secretFile));
  }

  private NatsTls tls() {
    return new NatsTls(
        connection.optional("trust_file").flatMap(Scalar::readableFile),
        connection.optional("client_certificate_file").flatMap(Scalar::readableFile),
        connection.optional("client_key_file").flatMap(Scalar::secretFile),
        connection.optional("client_key_password").map(Scalar::secret),
        connection.flag("tls_first", false));
  }

  private NatsSubjects subjects() {
    Optional<String> domain =
        connection.optional("jetstream_domain").flatMap(text -> text.text(SubjectRule.WORD));
    Optional<String> prefix =
        connection.optional("jetstream_prefix").flatMap(text -> text.text(SubjectRule.PREFIX));
    if (domain.isPresent() && prefix.isPresent()) {
      connection.complain(
          "jetstream_prefix",
          "says what \"jetstream_domain\" says as well",
          "keep one of them; a domain NAME means the prefix $JS.NAME.API");
    }
    return new NatsSubjects(
        prefix.or(() -> domain.map(NatsSubjects::prefixOfDomain)),
        connection.optional("inbox_prefix").flatMap(text -> text.text(SubjectRule.PREFIX)));
  }

  private void checkLogin(NatsLogin login) {
    needsBeside("username", login.username(), "password", login.password());
    needsBeside("password", login.password(), "username", login.username());
    Stream.of("username", "token", "credentials_file", "nkey_file")
        .filter(connection.names()::contains)
        .skip(1)
        .forEach(key -> connection.complain(key, "a second way to log in", WAYS_TO_LOG_IN));
    if (login.token().filter(Secret::isAsked).isPresent()) {
      connection.complain("token", "only a password can be asked for", "");
    }
  }

  private void checkTls(NatsSettings nats) {
    NatsTls tls = nats.tls();
    needsBeside("client_certificate_file", tls.certificateFile(), "client_key_file", tls.keyFile());
    needsBeside("client_key_file", tls.keyFile(), "client_certificate_file", tls.certificateFile());
    needsBeside("client_key_password", tls.keyPassword(), "client_key_file", tls.keyFile());
    if (tls.keyPassword().filter(Secret::isAsked).isPresent()) {
      connection.complain("client_key_password", "only a password can be asked for", "");
    }
    List<String> servers = nats.servers();
    for (int i = 0; nats.isSecure() && i < servers.size(); i++) {
      if (servers.get(i).contains("_")) {
        connection.complain(
            "servers[" + i + "]",
            "no certificate can name a host with an underscore",
            "use another name of this host, or its address");
      }
    }
  }

  private void needsBeside(String key, Optional<?> value, String other, Optional<?> otherValue) {
    if (value.isPresent() && otherValue.isEmpty()) {
      connection.complain(key, "needs \"" + other + "\" beside it", "");
    }
  }

  /** What a part of a NATS subject may look like that is configured. */
  private enum SubjectRule implements Rule {
    /** One word of a subject. */
    WORD("[\\x21-\\x7E&&[^.*>]]++", "one word without dots and wildcards"),
    /** The first words of subjects; possessive, for a group tried again costs a stack each time. */
    PREFIX(
        "[\\x21-\\x7E&&[^.*>]]++(?:\\.[\\x21-\\x7E&&[^.*>]]++)*+",
        "words with dots between them, without wildcards");

    /** A server takes subjects of 4,096 characters, and what follows needs room. */
    private static final int LONGEST = 255;

    private final Pattern shape;
    private final String expected;

    SubjectRule(String shape, String expected) {
      this.shape = Pattern.compile(shape);
      this.expected = expected;
    }

    @Override
    public Optional<Complaint> check(Scalar scalar) {
      return scalar.value().length() <= LONGEST && shape.matcher(scalar.value()).matches()
          ? Optional.empty()
          : Optional.of(
              new Complaint(
                  "no part of a subject",
                  "write " + expected + ", up to " + LONGEST + " characters"));
    }
  }
}
