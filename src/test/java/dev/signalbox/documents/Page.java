package dev.signalbox.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README or one of the pages below {@code src/site/markdown}. Immutable. */
public record Page(Path file, String text) {
  private static final Path README = Path.of("README.md");
  private static final Path PAGES = Path.of("src", "site", "markdown");
  private static final String FENCE = "```";
  private static final String SHELL = "```sh";
  private static final Pattern STARTS_ANEW = Pattern.compile("^\\s*(?:[|#<]|- |\\d+\\. ).*");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("(?:mvn|signalbox|apt-get) .+|target/signalbox/bin/signalbox(?: .+)?");

  /** What is read as one: a paragraph, a list's item, a table's row, or a line of a fence. */
  private record Passage(String text, boolean isShell, boolean isProse) {}

  /** All of them, README first. */
  public static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>(List.of(readme()));
    try (Stream<Path> files = Files.walk(PAGES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return List.copyOf(pages);
  }

  static Page readme() throws IOException {
    return read(README);
  }

  static Page named(String name) throws IOException {
    return read(PAGES.resolve(name));
  }

  private static Page read(Path file) throws IOException {
    return new Page(file, Files.readString(file));
  }

  /** Every command: those in shell fences, and code in prose that begins like one. */
  public List<DocumentedCommand> commands() {
    List<DocumentedCommand> commands = new ArrayList<>();
    String before = "";
    for (Passage passage : passages()) {
      if (passage.isShell()) {
        for (String part : passage.text().split("\\s+&&\\s+", -1)) {
          commands.add(new DocumentedCommand(file, part, lastSentence(before)));
        }
      } else if (passage.isProse()) {
        for (String code : code(passage)) {
          if (COMMAND.matcher(code).matches()) {
            commands.add(new DocumentedCommand(file, code, around(code, passage.text())));
          }
        }
        before = passage.text();
      }
    }
    return List.copyOf(commands);
  }

  /** The lines of the shell fence directly below that mark; {@code .ci/run} takes them the same. */
  String marked(String mark) {
    Matcher block =
        Pattern.compile("<!-- %s -->\n```sh\n(.*?)\n```".formatted(mark), Pattern.DOTALL)
            .matcher(text);
    return block.find() ? block.group(1) : "";
  }

  /** Everything that prose sets as code, with single blanks. */
  List<String> code() {
    return passages().stream().filter(Passage::isProse).flatMap(p -> code(p).stream()).toList();
  }

  /** Where its links and pictures lead. */
  List<String> links() {
    return LINK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private List<Passage> passages() {
    List<Passage> passages = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    String fence = "";
    for (String line : (text + "\n\n").lines().toList()) {
      boolean isFence = line.strip().startsWith(FENCE);
      if (isFence || line.isBlank() || STARTS_ANEW.matcher(line).matches()) {
        if (fence.isEmpty() && !prose.isEmpty()) {
          passages.add(new Passage(prose.toString(), false, true));
        }
        prose.setLength(0);
      }
      if (isFence) {
        fence = fence.isEmpty() ? line.strip() : "";
      } else if (!fence.isEmpty()) {
        boolean says = !line.isBlank() && !line.startsWith("#");
        passages.add(new Passage(line.strip(), says && fence.equals(SHELL), false));
      } else if (!line.isBlank() && !line.startsWith("<!--")) {
        prose.append(prose.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    return passages;
  }

  private static List<String> code(Passage passage) {
    return CODE.matcher(passage.text())
        .results()
        .map(found -> found.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** A table's row; elsewhere the sentence with that code and the one before it. */
  private static String around(String code, String passage) {
    if (passage.startsWith("|")) {
      return passage;
    }
    List<String> sentences = sentences(passage);
    String found = "";
    for (int i = 0; i < sentences.size(); i++) {
      if (sentences.get(i).contains(code)) {
        found = (i == 0 ? "" : sentences.get(i - 1) + " ") + sentences.get(i);
      }
    }
    return found;
  }

  private static String lastSentence(String passage) {
    List<String> sentences = sentences(passage);
    return sentences.isEmpty() ? "" : sentences.getLast();
  }

  private static List<String> sentences(String passage) {
    List<String> sentences = new ArrayList<>();
    Matcher matcher = Pattern.compile(".+?(?:[.!?](?=\\s)|$)").matcher(passage);
    while (matcher.find()) {
      sentences.add(matcher.group().strip());
    }
    return sentences;
  }
}
