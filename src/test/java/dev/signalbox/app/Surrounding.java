package dev.signalbox.app;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the built program may be started in, and what it has to say there.
 *
 * @param shell commands of the shell before it, in which {@code $0} is the start script
 * @param options of the virtual machine
 * @param run what is asked of it
 * @param redirection behind its command
 * @param expected a line that it must write
 * @param code what it must answer
 */
record Surrounding(
    String name,
    String shell,
    String options,
    Run run,
    String redirection,
    Pattern expected,
    int code) {

  /** What is asked of the program. */
  enum Run {
    /** {@code check} with both servers. */
    CHECK,
    /** {@code check} with far more connections than that. */
    CHECK_MANY,
    /** A relay without a window, until a signal ends it. */
    RELAY,
    /** The same, with nothing to be read of it. */
    SILENT_RELAY
  }

  private static final String CONNECTED =
      "mariadb +MariaDB +connected +\\d+\\.\\d+ s +127\\.0\\.0\\.1:\\d+/\\w+ +answers in .*";
  private static final String COMPLETE = ".* INFO +Shutdown complete in \\d+\\.\\d+ s: .*";

  static List<Surrounding> all() {
    return List.of(
        relaying("locale C", "export LC_ALL=C"),
        checking("no locale", "unset LANG LC_ALL LC_CTYPE"),
        checking("locale that is not installed", "unset LC_ALL; export LANG=xx_YY.UTF-8"),
        relayingWith("Turkish", "-Duser.language=tr -Duser.country=TR"),
        checkingWith("German", "-Duser.language=de -Duser.country=DE"),
        relayingWith(
            "Arabic digits", "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab"),
        relayingWith(
            "Buddhist years",
            "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai"),
        relayingWith("default charset", "-Dfile.encoding=ISO-8859-1"),
        relayingWith("default charset of two bytes", "-Dfile.encoding=UTF-16"),
        relaying("time zone of +13:00", "export TZ=Pacific/Apia"),
        relaying("time zone of +05:45", "export TZ=Asia/Kathmandu"),
        relaying("umask 000", "umask 000"),
        relaying("umask 077", "umask 077"),
        relaying("umask 777 that binds", boundByMask()),
        new Surrounding(
            "no HOME, no XDG folders",
            "unset HOME XDG_CONFIG_HOME XDG_STATE_HOME",
            "-Duser.home=?",
            Run.RELAY,
            "",
            Pattern.compile(
                ".* WARN +There is no home directory, so that transitions are kept in memory only:"
                    + " set HOME"),
            0),
        new Surrounding(
            "home that cannot be written to",
            "unset XDG_CONFIG_HOME XDG_STATE_HOME; export HOME=/proc/nobody",
            "",
            Run.RELAY,
            "",
            Pattern.compile(
                ".* WARN +(Transitions|Samples) cannot be written to /proc/nobody/.*: [a-z].*"),
            0),
        checking("working directory that cannot be written to", "cd /proc"),
        refused(
            "working directory that is gone",
            "mkdir gone; cd gone; rmdir ../gone",
            "signalbox: the working directory is gone: change to one that is there"),
        checking(
            "image in a folder of any name, reached through links",
            """
            image="$PWD/a b:c'd\\"e%f/ä漢/g*[h]"; mkdir -p "$image"; real=${0%/bin/*}
            cp -al "$real/." "$image" 2>/dev/null || cp -a "$real/." "$image"
            mkdir -p links; ln -s "$image/bin/signalbox" links/one; ln -s one "links/the other"
            export CDPATH=/:/tmp:.
            start() { exec "links/the other" "$@"; }\
            """),
        checking("many variables and no terminal", manyVariables()),
        relayingWith("small heap", "-Xmx48m"),
        new Surrounding(
            "closed standard output",
            "",
            "",
            Run.CHECK,
            ">&-",
            Pattern.compile("signalbox: the table cannot be written to standard output"),
            1),
        new Surrounding(
            "full standard output",
            "",
            "",
            Run.CHECK,
            ">/dev/full",
            Pattern.compile("signalbox: the table cannot be written to standard output"),
            1),
        new Surrounding(
            "log to a closed standard output",
            "",
            "",
            Run.SILENT_RELAY,
            ">&-",
            Pattern.compile("signalbox: the log cannot be written to standard output: .*"),
            0),
        new Surrounding(
            "log to a full standard output",
            "",
            "",
            Run.SILENT_RELAY,
            ">/dev/full",
            Pattern.compile(
                "signalbox: the log cannot be written to standard output: No space left on device"),
            0),
        new Surrounding(
            "closed standard error and input",
            "",
            "",
            Run.CHECK,
            "2>&- <&-",
            Pattern.compile(CONNECTED),
            0),
        refused(
            "path without the usual tools",
            "export PATH=/nowhere",
            "signalbox: cat is not found: check PATH"),
        refused(
            "too few descriptors",
            "ulimit -n 40",
            "signalbox: only 40 files may be open at once, and 64 are needed: raise the limit"
                + " \\(ulimit -n\\)"),
        new Surrounding(
            "few descriptors",
            "ulimit -n 80",
            "",
            Run.CHECK_MANY,
            "",
            Pattern.compile(
                "n\\d+ +NATS +FAILED .*too many open files, of which this process may have 80\\."
                    + " Raise the limit.*"),
            2));
  }

  private static Surrounding checking(String name, String shell) {
    return new Surrounding(name, shell, "", Run.CHECK, "", Pattern.compile(CONNECTED), 0);
  }

  private static Surrounding checkingWith(String name, String options) {
    return new Surrounding(name, "", options, Run.CHECK, "", Pattern.compile(CONNECTED), 0);
  }

  private static Surrounding relaying(String name, String shell) {
    return new Surrounding(name, shell, "", Run.RELAY, "", Pattern.compile(COMPLETE), 0);
  }

  private static Surrounding relayingWith(String name, String options) {
    return new Surrounding(name, "", options, Run.RELAY, "", Pattern.compile(COMPLETE), 0);
  }

  private static Surrounding refused(String name, String shell, String sentence) {
    return new Surrounding(name, shell, "", Run.CHECK, "", Pattern.compile(sentence), 1);
  }

  /** Permissions bind the root user, too, once it has no privilege to pass them over. */
  private static String boundByMask() {
    return """
    umask 777; bind=; [ "$(id -u)" != 0 ] || bind="setpriv --bounding-set=-dac_override,-dac_read_search"
    start() { exec $bind "$0" "$@"; }\
    """;
  }

  private static String manyVariables() {
    return """
    unset TERM; i=0
    while [ $i -lt 2000 ]; do export "V$i=$i"; i=$((i + 1)); done\
    """;
  }

  boolean isRelaying() {
    return run == Run.RELAY || run == Run.SILENT_RELAY;
  }

  /** The whole of the shell's work: its arguments are those of the program. */
  String script() {
    String start = shell.contains("start()") ? "start \"$@\"" : "exec \"$0\" \"$@\"";
    return "%s%n%s %s".formatted(shell, start, redirection);
  }

  @Override
  public String toString() {
    return name;
  }
}
