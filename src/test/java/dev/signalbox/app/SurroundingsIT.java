package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Account;
import dev.signalbox.testing.Extent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built program says the same and does the same wherever it is started, or says what is wrong.
 * Its configuration has accents in its name, and so has the password, which comes from the
 * environment.
 *
 * <p>One in four every day, another one each day; all where everything is tried.
 */
class SurroundingsIT {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static final int DAYS = 4;
  private static final int MANY = 60;
  private static final Account ACCOUNT = new Account("elsewhere", "pässwört漢");
  private static final String VARIABLE = "SIGNALBOX_TRIAL_PASSWORD";

  /** With digits that every script can read. */
  private static final Pattern LOG_LINE =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]{4,5} +\\p{ASCII}*");

  @TempDir private Path folder;

  @BeforeAll
  static void admit() throws Exception {
    try (Connection connection = SERVERS.mariaDb().connect(SERVERS.mariaDb().administrator());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(ACCOUNT.user(), ACCOUNT.password()));
      statement.execute("GRANT ALL ON *.* TO '%s'@'%%'".formatted(ACCOUNT.user()));
    }
  }

  static Stream<Surrounding> surroundings() {
    List<Surrounding> all = Surrounding.all();
    return IntStream.range(0, all.size())
        .filter(i -> i % DAYS == Extent.turn(DAYS) || Extent.ofThisRun() != Extent.DRAW)
        .mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("surroundings")
  void saysItsLineAndAnswersItsCode(Surrounding surrounding) throws Exception {
    Path file =
        Files.writeString(folder.resolve("ünï 100% c'onfig.yaml"), configuration(surrounding));
    try (BuiltProgram program =
        BuiltProgram.start(
            Path.of("/bin/sh"),
            folder,
            Map.of("SIGNALBOX_JAVA_OPTIONS", surrounding.options(), VARIABLE, ACCOUNT.password()),
            arguments(surrounding, file))) {
      if (surrounding.isRelaying()) {
        if (surrounding.run() == Surrounding.Run.RELAY) {
          program.awaitLine("Polling");
        }
        SERVERS.awaitRelayed(relay(surrounding));
        program.signal("TERM");
      }

      assertThat(program.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", program.output(), program.errors())
          .isEqualTo(surrounding.code());
      assertThat(Stream.concat(program.output().stream(), program.errors().stream()))
          .anyMatch(line -> surrounding.expected().matcher(line).matches());
      if (surrounding.run() == Surrounding.Run.RELAY) {
        assertThat(program.output())
            .allMatch(line -> LOG_LINE.matcher(line).matches())
            .noneMatch(
                line -> isComplaint(line) && !surrounding.expected().matcher(line).matches());
      }
      program.assertNoStackTrace();
    }
    SERVERS.assertLeft();
  }

  private static boolean isComplaint(String line) {
    return line.contains(" WARN ") || line.contains(" ERROR ");
  }

  private static String[] arguments(Surrounding surrounding, Path file) {
    String run = surrounding.isRelaying() ? "--headless" : "check";
    return new String[] {
      "-c",
      surrounding.script(),
      BuiltProgram.launcher().toString(),
      run,
      "--config",
      file.toString()
    };
  }

  private static String configuration(Surrounding surrounding) {
    ConfigurationText text =
        ConfigurationText.empty()
            .nats(SERVERS.nats())
            .mariaDb(
                SERVERS.mariaDb().url(),
                new Account(ACCOUNT.user(), "${env:" + VARIABLE + "}"),
                "connect_timeout: 30");
    return switch (surrounding.run()) {
      case CHECK -> text.toString();
      case CHECK_MANY -> {
        for (int i = 0; i < MANY; i++) {
          text =
              text.connection(
                  "n%d: {type: nats, servers: [\"%s\"]}".formatted(i, SERVERS.nats().url()));
        }
        yield text.toString();
      }
      case RELAY, SILENT_RELAY -> text.polling(relay(surrounding)).toString();
    };
  }

  private static String relay(Surrounding surrounding) {
    return surrounding.name().replaceAll("[^A-Za-z0-9]+", "-");
  }
}
