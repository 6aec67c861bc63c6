package dev.signalbox.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of README and the pages is run by a test, or said to take long. */
class DocumentedCommandsTest {
  private static final Path WRONG = Path.of("wrong.md");

  private CommandJudge judge;

  @BeforeEach
  void readProject() throws Exception {
    judge = new CommandJudge(Page.readme());
  }

  @Test
  void everyCommandIsRunOrSaidToTakeLong() throws Exception {
    List<DocumentedCommand> commands =
        Page.all().stream().flatMap(page -> page.commands().stream()).toList();

    assertThat(commands)
        .extracting(DocumentedCommand::program)
        .contains("apt-get", "mvn", "signalbox");
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThat(judge.judge(command))
                    .as("%s", command)
                    .isNotInstanceOf(CommandProof.Missing.class));
  }

  @Test
  void everyOptionInProseExists() throws Exception {
    for (Page page : Page.all()) {
      assertThat(page.code())
          .allSatisfy(
              code -> assertThat(judge.optionObjection(code)).as("%s", page.file()).isEmpty());
    }
  }

  /** Both are run as they stand there. */
  @Test
  void theCommandsThatAreMarkedAreThere() throws Exception {
    assertThat(Page.readme().marked("try").lines()).hasSize(1);
    assertThat(Page.readme().marked("test").lines()).hasSize(1);
    assertThat(Page.named("proven.md").marked("thorough").lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "mvn -q test-compile exec:exec@benhc ! no execution exec:exec@benhc",
        "mvn -ntp verify -Pfulll ! no profile fulll",
        "mvn -ntp verify --quick ! unknown option --quick",
        "mvn -ntp verifi ! no phase verifi",
        "mvn test -Dtest=AbsentTest ! no test AbsentTest",
        "mvn test -Dsignalbox.absent=1 ! no property signalbox.absent",
        "mvn exec:exec@sandbox -Dsandbox.arguments='--rat 2' ! unknown option --rat",
        "signalbox --hedless ! unknown option --hedless",
        "signalbox [--config FILE] [--stop] ! unknown option --stop",
        "signalbox chekc ! unknown word chekc",
      })
  void aCommandThatCouldNotWorkIsNoticed(String command, String reason) {
    assertThat(only("It takes about an hour.\n\n```sh\n" + command + "\n```\n"))
        .isEqualTo(new CommandProof.Missing(reason));
    assertThat(only("| `%s` | takes an hour |\n".formatted(command)))
        .isEqualTo(new CommandProof.Missing(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```sh\nmvn -q test-compile exec:exec@bench\n```\n",
        "It takes an hour. Then it ends:\n\n```sh\nmvn -q test-compile exec:exec@bench\n```\n",
        "| `mvn -q test-compile exec:exec@bench` | measures |\n| another | takes an hour |\n",
        "It takes an hour. So be it. Call `mvn -q test-compile\nexec:exec@bench` then.\n",
      })
  void aCommandWithoutAMarkIsNoticed(String text) {
    assertThat(only(text))
        .isEqualTo(new CommandProof.Missing("no test runs it, and nothing says how long it takes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It takes about an hour:\n\n```sh\nmvn -q test-compile exec:exec@bench\n```\n",
        "It runs until you end it.\n\n<!-- try -->\n```sh\nmvn exec:exec@sandbox\n```\n",
        "| `mvn -q test-compile exec:exec@bench` | takes an hour |\n",
        "- first\n- This takes 5 minutes. Call `mvn -q test-compile\n  exec:exec@bench` for it.\n",
      })
  void aCommandWithAMarkIsLeftToThoseWhoHaveTheTime(String text) {
    assertThat(only(text)).isEqualTo(new CommandProof.TakesLong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```sh\nmvn -ntp verify\n```\n",
        "Say `mvn -q -DskipTests package` for it.\n",
        "`signalbox check [--config FILE]`",
        "1. `target/signalbox/bin/signalbox --start`\n",
        "```sh\napt-get install -y -qq nats-server\n```\n",
      })
  void whatATestRunsNeedsNoMark(String text) {
    assertThat(only(text)).isInstanceOf(CommandProof.Run.class);
  }

  @Test
  void aPackageThatNoTestInstallsIsNoticed() {
    assertThat(only("```sh\napt-get install -y -qq absent\n```\n"))
        .isEqualTo(new CommandProof.Missing("installs what the test command does not"));
  }

  @Test
  void anOptionInProseThatIsNotThereIsNoticed() {
    assertThat(judge.optionObjection("--absent N")).contains("unknown option --absent");
    assertThat(judge.optionObjection("-Dsandbox.arguments=\"--absent\""))
        .contains("unknown option --absent");
    assertThat(judge.optionObjection("-Pabsent")).contains("no profile absent");
    assertThat(judge.optionObjection("--rate 200")).isEqualTo(Optional.empty());
  }

  private CommandProof only(String text) {
    List<DocumentedCommand> commands = new Page(WRONG, text).commands();
    assertThat(commands).as("%s", text).hasSize(1);
    return judge.judge(commands.getFirst());
  }
}
