package dev.signalbox.app.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a report goes from one process to another: one line for each finding, its parts between tabs,
 * of which none has one. The first line names the format, the last says that it is the end.
 */
final class HealthLines {
  private static final String FORMAT = "signalbox health 1";
  private static final String END = "end";
  private static final int PARTS = 4;
  private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,17}");

  /** More objects than a configuration has in practice; what comes behind is told by its number. */
  static final int MOST = 100;

  private HealthLines() {}

  /** It says something else than a report. */
  static final class NoReportException extends Exception {
    private static final long serialVersionUID = 1L;

    NoReportException(String reason) {
      super(reason);
    }
  }

  /** At most {@value #MOST} findings, of which each may be long. */
  static byte[] write(HealthReport report) {
    StringBuilder text = new StringBuilder();
    line(text, FORMAT, Long.toString(report.pid()), report.window() ? "window" : "headless");
    shortened(report.findings())
        .forEach(f -> line(text, f.object(), flag(f.well()), f.state(), f.words()));
    line(text, END);
    return text.toString().getBytes(UTF_8);
  }

  /** Those that are not well never fall away before those that are. */
  private static List<Finding> shortened(List<Finding> findings) {
    if (findings.size() <= MOST) {
      return findings;
    }
    List<Finding> kept = new ArrayList<>(findings.stream().filter(f -> !f.well()).toList());
    kept.addAll(findings.stream().filter(Finding::well).toList());
    return kept.subList(0, MOST);
  }

  private static String flag(boolean well) {
    return well ? "ok" : "FAILED";
  }

  private static void line(StringBuilder text, String... parts) {
    text.append(String.join("\t", parts)).append('\n');
  }

  /** Reads what anybody may have written. */
  static HealthReport read(byte[] text) throws NoReportException {
    List<String> lines = decoded(text).lines().toList();
    if (lines.size() < 3 || lines.size() > MOST + 2 || !lines.getLast().equals(END)) {
      throw new NoReportException("it is not whole");
    }
    String[] first = lines.getFirst().split("\t", -1);
    if (first.length != 3 || !first[0].equals(FORMAT)) {
      throw new NoReportException("it is of another version");
    }
    if (!PID.matcher(first[1]).matches()) {
      throw new NoReportException("its process has no number");
    }
    List<Finding> findings = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      findings.add(finding(line.split("\t", -1)));
    }
    return new HealthReport(Long.parseLong(first[1]), first[2].equals("window"), findings);
  }

  private static String decoded(byte[] text) throws NoReportException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new NoReportException("it is no text");
    }
  }

  private static Finding finding(String[] parts) throws NoReportException {
    if (parts.length != PARTS || !(parts[1].equals("ok") || parts[1].equals("FAILED"))) {
      throw new NoReportException("one of its lines is no finding");
    }
    return new Finding(parts[0], parts[1].equals("ok"), parts[2], parts[3]);
  }
}
