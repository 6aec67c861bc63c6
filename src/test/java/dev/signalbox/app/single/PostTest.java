package dev.signalbox.app.single;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.app.single.Whereabouts.Place;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PostTest {
  private static final Path CONFIGURATION = Path.of("/etc/plant/signalbox.yaml");
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final OptionalLong OURS = OptionalLong.of(ProcessHandle.current().pid());

  @TempDir private Path root;
  private final List<Post> posts = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (Post post : posts) {
      post.close();
    }
  }

  private Path folder() {
    return root.resolve("run");
  }

  private SeatFiles files(int number) {
    return Post.files(folder(), CONFIGURATION, number);
  }

  private Post take(Callable<byte[]> answer) throws IOException {
    Post post = Post.take(folder(), CONFIGURATION, answer);
    posts.add(post);
    return post;
  }

  private Post take(String answer) throws IOException {
    return take(() -> answer.getBytes(UTF_8));
  }

  private List<String> ask() throws IOException {
    return texts(LONG);
  }

  private List<Inquiry.Answer> ask(Path configuration, Duration limit) throws IOException {
    return Inquiry.ask(List.of(Place.own(folder())), configuration, limit);
  }

  private List<String> texts(Duration limit) throws IOException {
    return ask(CONFIGURATION, limit).stream()
        .map(
            answer ->
                switch (answer) {
                  case Inquiry.Answer.Given given -> new String(given.text(), UTF_8);
                  case Inquiry.Answer.Silent silent -> "silent " + silent.pid();
                  case Inquiry.Answer.Unasked unasked -> "unasked " + unasked.place().folder();
                })
        .toList();
  }

  @Test
  void everyEngineOnAConfigurationAnswersByItself() throws Exception {
    assertThat(ask()).isEmpty();
    take("one");
    take("two");
    assertThat(ask(Path.of("/etc/other.yaml"), LONG)).isEmpty();

    assertThat(ask()).containsExactly("one", "two");
    assertThat(ask()).containsExactly("one", "two");

    posts.getFirst().close();
    assertThat(ask()).containsExactly("two");
    take("three");
    assertThat(ask()).containsExactly("three", "two");
  }

  @Test
  void whatIsMadeIsForItsOwnerAlone() throws Exception {
    take("one");

    assertThat(permissions(folder())).isEqualTo("rwx------");
    assertThat(permissions(files(1).lock())).isEqualTo("rw-------");
    assertThat(permissions(files(1).socket())).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void toAskMakesNothing() throws Exception {
    assertThat(ask()).isEmpty();
    assertThat(folder()).doesNotExist();
  }

  @Test
  void whatACrashHasLeftIsNoEngineAndInNobodysWay() throws Exception {
    files(1).prepare();
    try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      door.bind(UnixDomainSocketAddress.of(files(1).socket()));
    }
    Files.writeString(files(1).lock(), "4711");
    assertThat(ask()).isEmpty();

    take("one");
    assertThat(ask()).containsExactly("one");
    assertThat(files(2).socket()).doesNotExist();
  }

  /** It has its place and listens, but nobody takes what the operating system has accepted. */
  @Test
  void oneThatIsFrozenKeepsNobodyWaiting() throws Exception {
    files(1).prepare();
    try (SeatLock lock = SeatLock.open(files(1).lock());
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(lock.take()).isTrue();
      door.bind(UnixDomainSocketAddress.of(files(1).socket()));
      take("two");

      assertThat(texts(MOMENT)).containsExactly("silent " + OURS, "two");
    }
  }

  @Test
  void oneThatIsFrozenIsThereHoweverManyHaveAsked() throws Exception {
    files(1).prepare();
    List<SocketChannel> callers = new ArrayList<>();
    try (SeatLock lock = SeatLock.open(files(1).lock());
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(lock.take()).isTrue();
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(files(1).socket());
      door.bind(address, 2);
      for (boolean taken = true; taken; ) {
        SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX);
        callers.add(caller);
        caller.configureBlocking(false);
        taken = isTaken(caller, address);
      }

      assertThat(texts(MOMENT)).containsExactly("silent " + OURS);
    } finally {
      for (SocketChannel caller : callers) {
        caller.close();
      }
    }
  }

  private static boolean isTaken(SocketChannel caller, UnixDomainSocketAddress address) {
    try {
      return caller.connect(address);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void oneThatFindsNoAnswerIsSilent() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    take(
        () -> {
          never.await();
          return new byte[] {'x'};
        });
    take(
        () -> {
          throw new IllegalStateException("torn");
        });

    assertThat(texts(LONG)).containsExactly("silent " + OURS, "silent " + OURS);
  }

  /** Neither waits for the others, nor keeps them from being answered. */
  @Test
  void aCallerThatTakesNothingIsLeft() throws Exception {
    byte[] much = new byte[16 << 20];
    take(() -> much);
    try (SocketChannel frozen = SocketChannel.open(UnixDomainSocketAddress.of(files(1).socket()))) {
      assertThat(frozen.isConnected()).isTrue();

      assertThat(ask(CONFIGURATION, LONG))
          .singleElement()
          .isInstanceOfSatisfying(
              Inquiry.Answer.Given.class,
              given -> assertThat(given.text()).hasSize(Inquiry.LONGEST));
    }
  }

  /** Whoever sends something is answered like everybody else. */
  @Test
  void nothingIsReadOfACaller() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    take(
        () -> {
          written.await();
          return "one".getBytes(UTF_8);
        });
    try (SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(files(1).socket()))) {
      caller.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
      written.countDown();
      ByteBuffer answer = ByteBuffer.allocate(10);
      assertThat(caller.read(answer)).isEqualTo(3);
    }
    assertThat(ask()).containsExactly("one");
  }

  @Test
  void thereIsAnEndOfPlaces() throws Exception {
    for (int number = 1; number <= Post.MOST; number++) {
      take("engine " + number);
    }

    assertThat(ask()).hasSize(Post.MOST).contains("engine 1", "engine " + Post.MOST);
    assertThatThrownBy(() -> take("one more"))
        .hasMessage("16 engines answer for it already")
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNoSocketIsRefusedAndLeftAlone() throws Exception {
    files(1).prepare();
    Files.writeString(files(1).socket(), "untouched");

    assertThatThrownBy(() -> take("one")).hasMessage(files(1).socket() + " is not a socket");
    assertThatThrownBy(this::ask).hasMessage(files(1).socket() + " is not a socket");
    assertThat(files(1).socket()).hasContent("untouched");
  }

  @Test
  void toAskChangesNothingAndFollowsNoLink() throws Exception {
    files(1).prepare();
    try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      door.bind(UnixDomainSocketAddress.of(files(1).socket()));
    }
    Path lock = files(1).lock();
    assertThatThrownBy(() -> SeatLock.openToAsk(lock)).isInstanceOf(NoSuchFileException.class);
    assertThat(lock).doesNotExist();

    Path other = Files.writeString(root.resolve("other"), "4711");
    Files.createSymbolicLink(lock, other);
    assertThatThrownBy(() -> SeatLock.openToAsk(lock)).isInstanceOf(IOException.class);
    Files.delete(lock);

    Files.writeString(lock, "4711");
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(ask()).isEmpty();
    assertThat(permissions(lock)).isEqualTo("rw-rw-rw-");
    assertThat(lock).hasContent("4711");
  }

  @Test
  void whenTheTimeIsUpNobodyIsAskedAndThatIsTold() throws Exception {
    take("one");

    assertThat(texts(Duration.ZERO)).containsExactly("unasked " + folder());
  }

  /** As if a link on the way had become another one after the socket was looked at. */
  @Test
  @EnabledIf("isRoot")
  void whoAnswersHasToBeTheUserWhoseThePlaceIs() throws Exception {
    take("one");
    UserPrincipal nobody =
        root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    for (Path path : List.of(files(1).lock(), files(1).socket(), folder())) {
      Files.setOwner(path, nobody);
    }

    List<Inquiry.Answer> answers =
        Inquiry.ask(List.of(new Place(folder(), "nobody")), CONFIGURATION, LONG);
    assertThat(answers).doesNotHaveAnyElementsOfTypes(Inquiry.Answer.Given.class);
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void aFolderThatIsALinkIsRefused() throws Exception {
    Files.createSymbolicLink(folder(), Files.createDirectories(root.resolve("elsewhere")));

    assertThatThrownBy(this::ask).hasMessage(folder() + " is not a folder");
  }
}
