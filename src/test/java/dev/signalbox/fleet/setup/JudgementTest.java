package dev.signalbox.fleet.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fleet.setup.Standing.Differs;
import dev.signalbox.fleet.setup.Standing.InPlace;
import dev.signalbox.fleet.setup.Standing.Missing;
import dev.signalbox.fleet.setup.Standing.Refused;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is judged, and which command sets it right. */
class JudgementTest {
  private static Finding judged(Store store, UnaryOperator<StreamConfiguration.Builder> otherwise) {
    StreamConfiguration.Builder builder = StreamConfiguration.builder(store.needed(1));
    return new Finding(store, Judgement.of(store, otherwise.apply(builder).build()));
  }

  private static void differs(
      Store store,
      UnaryOperator<StreamConfiguration.Builder> otherwise,
      String words,
      String option) {
    Finding finding = judged(store, otherwise);
    assertThat(finding.isGood()).isFalse();
    assertThat(finding.words()).isEqualTo("differs: " + words);
    assertThat(finding.command(3))
        .isEqualTo(
            option.isEmpty()
                ? Optional.empty()
                : Optional.of("nats stream edit " + store.stream() + " " + option));
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void whatIsMadeIsAsItIsNeeded(Store store) {
    assertThat(Judgement.of(store, store.needed(3))).isEqualTo(new InPlace());
    assertThat(new Finding(store, new InPlace()).command(1)).isEmpty();
    assertThat(store.needed(3).getReplicas()).isEqualTo(3);
  }

  @Test
  void whatKeepsMoreIsAsGood() {
    assertThat(judged(Store.STATES, made -> made.maxAge(Duration.ofDays(30))).isGood()).isTrue();
    assertThat(judged(Store.STATES, made -> made.maximumMessageSize(-1)).isGood()).isTrue();
    assertThat(judged(Store.TRANSITIONS, made -> made.maxBytes(1)).isGood()).isTrue();
    assertThat(judged(Store.AUDIT, made -> made.maxAge(Duration.ZERO)).isGood()).isTrue();
    assertThat(judged(Store.AUDIT, made -> made.replicas(5)).isGood()).isTrue();
  }

  @Test
  void whatOfTheBucketDiffersIsNamed() {
    Store states = Store.STATES;
    differs(
        states,
        made -> made.maxMessagesPerSubject(5),
        "keeps 5 values of each engine, needed is 1",
        "--max-msgs-per-subject=1");
    differs(
        states,
        made -> made.maximumMessageSize(1_000),
        "takes values of 1,000 bytes, needed are 262,144",
        "--max-msg-size=262144");
    differs(
        states,
        made -> made.maxAge(Duration.ofHours(3)),
        "keeps for 3 hours, needed is 7 days",
        "--max-age=168h");
    differs(
        states,
        made -> made.maxAge(Duration.ZERO),
        "keeps for ever, needed is 7 days",
        "--max-age=168h");
    differs(
        states,
        made -> made.allowDirect(false),
        "does not let values be got directly",
        "--allow-direct");
    differs(
        states,
        made -> made.storageType(StorageType.Memory),
        "is kept in memory, needed is a file, which only making it anew changes",
        "");
  }

  @Test
  void whatOfAStreamDiffersIsNamed() {
    differs(
        Store.TRANSITIONS,
        made -> made.subjects("signalbox.v1.transition.staging.>", "more"),
        "takes signalbox.v1.transition.staging.>, more, needed is signalbox.v1.transition.>",
        "--subjects='signalbox.v1.transition.>'");
    differs(
        Store.TRANSITIONS,
        made -> made.maxBytes(-1),
        "has no limit in bytes, one is needed",
        "--max-bytes=536870912");
    differs(
        Store.TRANSITIONS,
        made -> made.discardPolicy(DiscardPolicy.New),
        "refuses what is new when it is full",
        "--discard=old");
    differs(
        Store.TRANSITIONS,
        made -> made.retentionPolicy(RetentionPolicy.Interest),
        "removes what was consumed, needed is the retention limits, which only making it anew"
            + " changes",
        "");
    differs(
        Store.AUDIT,
        made -> made.denyDelete(false).denyPurge(false).maxAge(Duration.ofDays(3)),
        "keeps for 3 days, needed is 90 days; lets entries be deleted; lets itself be purged",
        "--max-age=2160h --deny-delete --deny-purge");
  }

  @Test
  void somebodyElsesSubjectsSteerNoTerminal() {
    Finding finding = judged(Store.AUDIT, made -> made.subjects("a\u001b[2J" + "x".repeat(5_000)));
    assertThat(finding.words()).doesNotContain("\u001b").hasSizeLessThan(400);
  }

  @Test
  void silenceIsADenialIfTheServerHasSaidSo() {
    Duration waited = Duration.ofSeconds(3);
    String subject = "$JS.API.STREAM.INFO.KV_signalbox_state";
    assertThat(
            Judgement.ofSilence(
                subject,
                "$JS.API",
                Optional.of("Permissions Violation for Publish to \"" + subject + "\""),
                waited))
        .isEqualTo(new Refused("not permitted: this user may not publish to " + subject));
    for (Optional<String> said :
        List.of(
            Optional.<String>empty(),
            Optional.of("Permissions Violation for Publish to \"elsewhere\""))) {
      assertThat(Judgement.ofSilence(subject, "$JS.API", said, waited))
          .isEqualTo(new Refused("no answer to " + subject + " within 3 seconds"));
    }
  }

  @Test
  void ofAllThatIsFoundTheWrongIsToldWithItsCommands() {
    Findings findings =
        new Findings(
            List.of(
                new Finding(Store.STATES, new InPlace()),
                new Finding(Store.TRANSITIONS, new Missing()),
                new Finding(
                    Store.AUDIT,
                    new Differs(List.of(new Difference("lets", Optional.of("--deny-purge")))))));
    assertThat(findings.isGood()).isFalse();
    assertThat(findings.complaints())
        .containsExactly(
            "stream SIGNALBOX_TRANSITIONS: is missing", "stream SIGNALBOX_AUDIT: differs: lets");
    assertThat(findings.commands(3))
        .containsExactly(
            Store.TRANSITIONS.command(3), "nats stream edit SIGNALBOX_AUDIT --deny-purge");
  }

  /** Option by option, as the tool's documentation has them. */
  @ParameterizedTest
  @EnumSource(Store.class)
  void theCommandMakesTheSame(Store store) {
    StreamConfiguration needed = store.needed(3);
    Map<String, String> options = options(store.command(3));

    assertThat(options.remove("--storage")).isEqualTo("file");
    assertThat(options.remove("--replicas")).isEqualTo("3");
    String age = options.remove(store == Store.STATES ? "--ttl" : "--max-age");
    assertThat(Duration.parse("PT" + age)).isEqualTo(needed.getMaxAge());
    if (store == Store.STATES) {
      assertThat(store.command(3)).startsWith("nats kv add signalbox_state ");
      assertThat(options.remove("--history"))
          .isEqualTo(String.valueOf(needed.getMaxMsgsPerSubject()));
      assertThat(options.remove("--max-value-size"))
          .isEqualTo(String.valueOf(needed.getMaximumMessageSize()));
    } else {
      assertThat(store.command(3)).startsWith("nats stream add " + needed.getName() + " ");
      assertThat(options.remove("--subjects"))
          .isEqualTo("'" + String.join(",", needed.getSubjects()) + "'");
      assertThat(options.remove("--retention")).isEqualTo("limits");
      assertThat(options.remove("--discard")).isEqualTo("old");
      assertThat(options.remove("--defaults")).isEmpty();
      assertThat(options.remove("--deny-delete") != null).isEqualTo(needed.getDenyDelete());
      assertThat(options.remove("--deny-purge") != null).isEqualTo(needed.getDenyPurge());
      String bytes = options.remove("--max-bytes");
      assertThat(bytes == null ? -1 : Long.parseLong(bytes)).isEqualTo(needed.getMaxBytes());
    }
    assertThat(options).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void theCommandIsOnThePage(Store store) throws Exception {
    assertThat(Files.readString(Path.of("src", "site", "markdown", "fleet.md")))
        .contains("\n" + store.command(1) + "\n");
  }

  private static Map<String, String> options(String command) {
    return Pattern.compile("(--[a-z-]+)(?:=(\\S+))?")
        .matcher(command)
        .results()
        .collect(
            Collectors.toMap(
                (MatchResult found) -> found.group(1),
                found -> Optional.ofNullable(found.group(2)).orElse("")));
  }
}
