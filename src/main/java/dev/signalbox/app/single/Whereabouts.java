package dev.signalbox.app.single;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.base.Deadline;
import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engines of a configuration may be asked: where whoever asks would meet others, and
 * where each program that runs on this machine meets others. A service manager, a session and a
 * timer give their programs different surroundings, and each program has its place by its own.
 *
 * @param places each once; the one of whoever asks comes first
 * @param closed programs that may run on it, and into whose surroundings this user may not look
 * @param complete whether there was the time to look at all that runs
 */
public record Whereabouts(List<Place> places, List<Closed> closed, boolean complete) {
  /** Where Linux shows its processes; other systems show no surroundings of theirs. */
  public static final Path PROCESSES = Path.of("/proc");

  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private static final String ROOT = "root";

  private static final String MAIN_CLASS = "dev.signalbox.app.Main";

  /** More than an operating system allows for arguments and environment in practice, in bytes. */
  private static final int LONGEST = 1 << 20;

  /** All that says where a program meets others; of the rest nothing is kept. */
  private static final List<String> VARIABLES =
      List.of("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "HOME");

  public Whereabouts {
    places = List.copyOf(places);
    closed = List.copyOf(closed);
  }

  /**
   * A folder in which engines may be asked.
   *
   * @param owner whose all that is there has to be, by name
   */
  public record Place(Path folder, String owner) {
    /** One of the user who asks. */
    public static Place own(Path folder) {
      return new Place(folder, user());
    }

    /** Whether it is the user's who asks. */
    public boolean isOwn() {
      return owner.equals(user());
    }

    /**
     * Whether what is said there can be taken for how a configuration's engines are: any user can
     * run something that says what it likes.
     *
     * @param configurationOwner whose the file is, by name
     */
    public boolean isEntitled(String configurationOwner) {
      return isOwn() || owner.equals(configurationOwner) || owner.equals(ROOT);
    }

    private static String user() {
      return System.getProperty("user.name");
    }
  }

  /**
   * A program that may run on the configuration.
   *
   * @param owner whose it is, by name
   */
  public record Closed(long pid, String owner) {}

  /** One folder of one's own and no other. */
  public static Whereabouts only(Optional<Path> folder) {
    return new Whereabouts(folder.map(Place::own).stream().toList(), List.of(), true);
  }

  /**
   * All of them; looks at the file system.
   *
   * @param processes {@link #PROCESSES}
   * @param own of this process
   * @param configuration its real path
   * @param limit when it is over, no other process is looked at
   */
  public static Whereabouts look(
      Path processes, Surroundings own, Path configuration, Duration limit) {
    Deadline deadline = Deadline.in(limit);
    // Not by the folder alone: whoever names another user's would hide that user's engines.
    Set<Place> places = new LinkedHashSet<>();
    MeetingPlace.of(own).ifPresent(folder -> places.add(Place.own(folder)));
    List<Closed> closed = new ArrayList<>();
    boolean complete = true;
    for (Path process : processes(processes)) {
      complete = !deadline.isPassed();
      if (!complete) {
        break;
      }
      try {
        List<String> arguments = parts(process.resolve("cmdline"));
        int main = arguments.indexOf(MAIN_CLASS);
        if (main >= 0) {
          String owner = Files.getOwner(process).getName();
          try {
            place(process, owner, own).ifPresent(places::add);
          } catch (AccessDeniedException e) {
            if (mayRunOn(arguments.subList(main + 1, arguments.size()), configuration)) {
              closed.add(new Closed(pid(process), owner));
            }
          }
        }
      } catch (IOException e) {
        // It has ended meanwhile.
        LOG.debug("{} cannot be read: {}", process, e.toString());
      }
    }
    return new Whereabouts(List.copyOf(places), closed, complete);
  }

  private static List<Path> processes(Path folder) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      String self = Long.toString(ProcessHandle.current().pid());
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "[1-9]*")) {
        for (Path process : all) {
          String name = process.getFileName().toString();
          if (name.matches("[1-9][0-9]{0,17}") && !name.equals(self)) {
            found.add(process);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        LOG.debug("What runs is not shown: {}", e.toString());
      }
    }
    return found;
  }

  private static long pid(Path process) {
    return Long.parseLong(process.getFileName().toString());
  }

  private static Optional<Place> place(Path process, String owner, Surroundings own)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String variable : parts(process.resolve("environ"))) {
      String[] parts = variable.split("=", 2);
      if (parts.length == 2 && VARIABLES.contains(parts[0])) {
        environment.put(parts[0], parts[1]);
      }
    }
    Optional<String> home =
        owner.equals(Place.user())
            ? Optional.ofNullable(System.getProperty("user.home"))
            : Optional.empty();
    try {
      return MeetingPlace.of(
              Surroundings.of(environment, home, own.workingDirectory(), own.operatingSystem()))
          .filter(folder -> !isOfAnother(folder, owner))
          .map(folder -> new Place(folder, owner));
    } catch (IllegalArgumentException e) {
      // One of them is no path: it has not got there either.
      return Optional.empty();
    }
  }

  /** Such a folder no program uses: the folder's owner decides whose programs meet in it. */
  private static boolean isOfAnother(Path folder, String owner) {
    try {
      return !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(owner);
    } catch (IOException e) {
      // It is not there yet, or nobody may look: to ask there finds that out.
      LOG.debug("Whose {} is cannot be told: {}", folder, e.toString());
      return false;
    }
  }

  /** What the system lists, each with a zero behind it. */
  private static List<String> parts(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.asList(new String(in.readNBytes(LONGEST), UTF_8).split("\0", -1));
    }
  }

  /** A command is no engine; a file that is named by its whole path is that one or another. */
  private static boolean mayRunOn(List<String> arguments, Path configuration) {
    if (!arguments.isEmpty()
        && !arguments.getFirst().isEmpty()
        && !arguments.getFirst().startsWith("-")) {
      return false;
    }
    List<String> words =
        arguments.stream().flatMap(argument -> Stream.of(argument.split("=", 2))).toList();
    int named = words.indexOf("--config") + 1;
    return named == 0
        || named == words.size()
        || !words.get(named).startsWith("/")
        || words.get(named).equals(configuration.toString());
  }
}
