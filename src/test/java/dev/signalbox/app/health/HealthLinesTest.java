package dev.signalbox.app.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.app.single.Inquiry;
import dev.signalbox.app.single.MeetingPlace;
import dev.signalbox.app.single.Post;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.app.single.Whereabouts.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthLinesTest {
  /** Answers everybody the same, out of a file. */
  private static final String STRANGER =
      """
      import java.net.*;
      import java.nio.ByteBuffer;
      import java.nio.channels.*;
      import java.nio.file.*;

      void main(String[] arguments) throws Exception {
        Path socket = Files.createDirectory(Path.of(arguments[0])).resolve(arguments[1]);
        try (var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
          door.bind(UnixDomainSocketAddress.of(socket));
          System.out.println("there");
          while (true) {
            try (var caller = door.accept()) {
              caller.write(ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[2]))));
            }
          }
        }
      }
      """;

  private static final Finding OPEN = new Finding("signalbox", true, "Open", "");
  private static final Finding STALLED =
      new Finding("relay txlog", false, "Stalled", "no acknowledgement for 10 s");

  @Test
  void whatIsWrittenIsRead() throws Exception {
    HealthReport report = new HealthReport(4711, true, List.of(OPEN, STALLED));

    assertThat(HealthLines.read(HealthLines.write(report))).isEqualTo(report);
    assertThat(report.isWell()).isFalse();
    assertThat(report.lines())
        .containsExactly(
            "process 4711 (window)",
            "  ok     signalbox: Open",
            "  FAILED relay txlog: Stalled, no acknowledgement for 10 s");
  }

  @Test
  void whatAServerHasSaidMakesNoLineOfItsOwn() throws Exception {
    Finding hostile =
        new Finding("connection a\tok", false, "Failed", "no\nend\n\u001b[2J" + "é".repeat(9_000));
    HealthReport report = new HealthReport(1, false, List.of(OPEN, hostile));

    HealthReport read = HealthLines.read(HealthLines.write(report));
    assertThat(read).isEqualTo(report);
    assertThat(read.lines())
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\t", "\u001b"))
        .hasSize(3);
  }

  @Test
  void ofVeryManyThoseThatAreNotWellAreKept() throws Exception {
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < 2 * HealthLines.MOST; i++) {
      many.add(new Finding("relay r" + i, true, "Running", "€".repeat(900)));
    }
    many.add(STALLED);

    byte[] text = HealthLines.write(new HealthReport(1, false, many));
    assertThat(text).hasSizeLessThanOrEqualTo(Inquiry.LONGEST);
    assertThat(HealthLines.read(text).findings()).hasSize(HealthLines.MOST).contains(STALLED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "nonsense ! it is not whole",
        "signalbox health 1|1|window;signalbox|ok|Open| ! it is not whole",
        "signalbox health 2|1|window;signalbox|ok|Open|;end ! it is of another version",
        "signalbox health 1|-1|window;signalbox|ok|Open|;end ! its process has no number",
        "signalbox health 1|1|window;signalbox|fine|Open|;end ! one of its lines is no finding",
        "signalbox health 1|1|window;signalbox|ok|Open;end ! one of its lines is no finding",
      })
  void whatSomebodyElseHasWrittenIsNoticed(String text, String why) {
    byte[] bytes = text.replace('|', '\t').replace(';', '\n').getBytes(UTF_8);

    assertThatThrownBy(() -> HealthLines.read(bytes)).hasMessage(why);
  }

  @Test
  void whatIsNoTextIsNoticed() {
    assertThatThrownBy(() -> HealthLines.read(new byte[] {(byte) 0xFF, 10, 10, 10}))
        .hasMessage("it is no text");
  }

  @Test
  void programsReadOneObject() {
    HealthInquiry inquiry =
        new HealthInquiry(
            List.of(new HealthReport(4711, false, List.of(STALLED))),
            List.of("process 7 has not answered for 1 s"),
            List.of("what user b runs on it counts for nothing"));

    assertThat(HealthJson.line(inquiry))
        .isEqualTo(
            """
            {"running":true,"well":false,"engines":[{"pid":4711,"window":false,"well":false,\
            "objects":[{"object":"relay txlog","well":false,"state":"Stalled",\
            "words":"no acknowledgement for 10 s"}]}],\
            "troubles":["process 7 has not answered for 1 s",\
            "what user b runs on it counts for nothing"]}\
            """);
    assertThat(HealthJson.line(new HealthInquiry(List.of(), List.of(), List.of())))
        .isEqualTo("{\"running\":false,\"well\":false,\"engines\":[],\"troubles\":[]}");
  }

  /** Any user can run something that says that all is well, where root finds it. */
  @Test
  @EnabledIf("isRoot")
  void whatAnotherUserSaysCountsOnlyIfTheConfigurationIsThatUsers(@TempDir Path folder)
      throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path configuration = Files.createFile(folder.resolve("signalbox.yaml")).toRealPath();
    HealthReport well = new HealthReport(4711, false, List.of(OPEN));
    Files.write(folder.resolve("answer"), HealthLines.write(well));
    Files.writeString(folder.resolve("Stranger.java"), STRANGER);
    Path place = folder.resolve("run");
    Process stranger = stranger(folder, place, MeetingPlace.nameOf(configuration) + "-1.sock");
    try {
      assertThat(stranger.inputReader().readLine()).isEqualTo("there");
      Whereabouts whereabouts =
          new Whereabouts(List.of(new Place(place, "nobody")), List.of(), true);

      HealthInquiry rootsFile = HealthInquiry.make(whereabouts, configuration);
      assertThat(rootsFile.reports()).isEmpty();
      assertThat(rootsFile.strangers())
          .containsExactly(
              "what user nobody runs on it counts for nothing, since the file is of user root:"
                  + " ask as user nobody");
      assertThat(rootsFile.isRunning()).isFalse();
      assertThat(rootsFile.isWell()).isFalse();

      Files.setOwner(
          configuration,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      HealthInquiry theirFile = HealthInquiry.make(whereabouts, configuration);
      assertThat(theirFile.reports()).containsExactly(well.of("nobody"));
      assertThat(theirFile.remarks()).isEmpty();
      assertThat(theirFile.isWell()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  private static Process stranger(Path folder, Path place, String socket) throws IOException {
    return new ProcessBuilder(
            "setpriv",
            "--reuid=nobody",
            "--regid=nogroup",
            "--clear-groups",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            folder.resolve("Stranger.java").toString(),
            place.toString(),
            socket,
            folder.resolve("answer").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void wheneverNotAllCouldBeLookedAtItIsNotWell(@TempDir Path folder) throws Exception {
    Path configuration = Files.createFile(folder.resolve("signalbox.yaml")).toRealPath();
    Path place = folder.resolve("run");
    Whereabouts hurried = new Whereabouts(List.of(Place.own(place)), List.of(), false);
    assertThatThrownBy(() -> HealthInquiry.make(hurried, configuration))
        .hasMessage("not all that runs here could be looked at within 1 s");

    HealthReport well = new HealthReport(4711, false, List.of(OPEN));
    try (Post post = Post.take(place, configuration, () -> HealthLines.write(well))) {
      assertThat(post).isNotNull();
      HealthInquiry inquiry = HealthInquiry.make(hurried, configuration);
      assertThat(inquiry.reports()).containsExactly(well);
      assertThat(inquiry.troubles())
          .containsExactly("not all that runs here could be looked at within 1 s");
      assertThat(inquiry.isWell()).isFalse();
    }
  }
}
