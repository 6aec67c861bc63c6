package dev.signalbox.app.single;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WindowSeatTest {
  private static final Path CONFIGURATION = Path.of("/etc/plant/signalbox.yaml");
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final OptionalLong OURS = OptionalLong.of(ProcessHandle.current().pid());

  @TempDir private Path root;
  private final List<WindowSeat> seats = new ArrayList<>();
  private final AtomicInteger shown = new AtomicInteger();

  @AfterEach
  void leaveAll() throws IOException {
    for (WindowSeat seat : seats) {
      seat.close();
    }
  }

  private Path folder() {
    return root.resolve("run");
  }

  private SeatFiles files() {
    return new SeatFiles(folder(), MeetingPlace.nameOf(CONFIGURATION));
  }

  private CompletionStage<Boolean> show() {
    shown.incrementAndGet();
    return CompletableFuture.completedFuture(true);
  }

  private Claim claim(Patience patience, Supplier<CompletionStage<Boolean>> comeForward) {
    Claim claim = WindowSeat.claim(folder(), CONFIGURATION, comeForward, patience);
    if (claim instanceof Claim.Seated seated) {
      seats.add(seated.seat());
    }
    return claim;
  }

  private Claim claim() {
    return claim(new Patience(LONG, LONG), this::show);
  }

  private String refusal() {
    Claim claim = claim();
    assertThat(claim).isInstanceOf(Claim.Unguarded.class);
    return ((Claim.Unguarded) claim).reason();
  }

  @Test
  void theFirstComesForwardForEachLaterOne() throws Exception {
    assertThat(claim()).isInstanceOf(Claim.Seated.class);

    assertThat(claim()).isEqualTo(new Claim.Shown(OURS));
    assertThat(claim()).isEqualTo(new Claim.Shown(OURS));
    assertThat(shown).hasValue(2);

    seats.getFirst().close();
    assertThat(claim()).isInstanceOf(Claim.Seated.class);
    assertThat(shown).hasValue(2);
  }

  @Test
  void anotherConfigurationHasAPlaceOfItsOwn() {
    assertThat(claim()).isInstanceOf(Claim.Seated.class);

    Claim other =
        WindowSeat.claim(
            folder(), Path.of("/etc/other.yaml"), this::show, new Patience(LONG, LONG));
    assertThat(other).isInstanceOf(Claim.Seated.class);
    seats.add(((Claim.Seated) other).seat());
    assertThat(shown).hasValue(0);
  }

  @Test
  void whatIsMadeIsForItsOwnerAlone() throws Exception {
    Files.createDirectories(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(claim()).isInstanceOf(Claim.Seated.class);

    assertThat(permissions(folder())).isEqualTo("rwx------");
    assertThat(permissions(files().lock())).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** One that closes has the place until it is down; whoever comes meanwhile gets it then. */
  @Test
  void whoeverComesWhileTheFirstClosesTakesItsPlace() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    claim(
        new Patience(LONG, LONG),
        () -> {
          asked.countDown();
          return CompletableFuture.completedFuture(false);
        });
    CompletableFuture<Claim> second = CompletableFuture.supplyAsync(this::claim);
    assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second).isNotDone();

    seats.getFirst().close();
    assertThat(second.get(LONG.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Claim.Seated.class);
  }

  @Test
  void aWindowThatIsNotDrawnIsNotWaitedForForLong() {
    claim(new Patience(MOMENT, LONG), CompletableFuture::new);

    assertThat(claim(new Patience(LONG, MOMENT), this::show))
        .isEqualTo(new Claim.Silent(OURS, MOMENT));
  }

  /** It has the lock and listens, but nobody takes what the operating system has accepted. */
  @Test
  void aProcessThatIsFrozenIsNotWaitedForForLong() throws Exception {
    files().prepare();
    try (SeatLock lock = SeatLock.open(files().lock());
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(lock.take()).isTrue();
      door.bind(UnixDomainSocketAddress.of(files().socket()));

      assertThat(claim(new Patience(MOMENT, LONG), this::show))
          .isEqualTo(new Claim.Silent(OURS, MOMENT));
    }
  }

  @Test
  void whatACrashHasLeftIsInNobodysWay() throws Exception {
    files().prepare();
    try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      door.bind(UnixDomainSocketAddress.of(files().socket()));
    }
    Files.writeString(files().lock(), "4711");
    assertThat(files().hasSocket()).isTrue();

    assertThat(claim()).isInstanceOf(Claim.Seated.class);
    assertThat(claim()).isEqualTo(new Claim.Shown(OURS));
  }

  @Test
  void whatIsInTheLockIsTakenForAProcessIdOnlyIfItIsOne() throws Exception {
    claim();
    Files.writeString(files().lock(), "\u001b[2J" + "1".repeat(5_000));

    assertThat(claim()).isEqualTo(new Claim.Shown(OptionalLong.empty()));
  }

  @Test
  void aFolderThatIsALinkIsRefused() throws Exception {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    Files.createSymbolicLink(folder(), elsewhere);

    assertThat(refusal()).isEqualTo(folder() + " is not a folder");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLockThatIsALinkIsRefused() throws Exception {
    files().prepare();
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), "untouched");
    Files.createSymbolicLink(files().lock(), elsewhere);

    assertThat(refusal()).isEqualTo(files().lock() + " is not a file");
    assertThat(elsewhere).hasContent("untouched");
  }

  @Test
  void whatIsNoSocketIsRefusedAndLeftAlone() throws Exception {
    files().prepare();
    Files.writeString(files().socket(), "untouched");

    assertThat(refusal()).isEqualTo(files().socket() + " is not a socket");
    assertThat(files().socket()).hasContent("untouched");
  }

  @Test
  void anotherUsersFolderIsRefused() throws Exception {
    Path foreign = foreignFolder();

    assertThat(WindowSeat.claim(foreign, CONFIGURATION, this::show, new Patience(MOMENT, MOMENT)))
        .isEqualTo(new Claim.Unguarded(foreign + " is another user's"));
    assertThat(foreign.resolve(files().lock().getFileName())).doesNotExist();
  }

  /** Only root can give a folder away; everybody else is surrounded by root's. */
  private Path foreignFolder() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return Path.of("/usr");
    }
    Path given = Files.createDirectories(folder());
    return Files.setOwner(
        given,
        given.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }

  @Test
  void aPathThatIsTooLongForASocketIsSaidToBe() {
    Claim claim =
        WindowSeat.claim(
            root.resolve("x".repeat(100)), CONFIGURATION, this::show, new Patience(LONG, LONG));

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Unguarded.class, u -> assertThat(u.reason()).endsWith("path too long"));
  }
}
