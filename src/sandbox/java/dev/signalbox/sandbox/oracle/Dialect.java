package dev.signalbox.sandbox.oracle;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the statements of Oracle that the engine does not know into those it does. Texts keep their
 * length wherever possible, so that the place of an error in one is its place in the other.
 */
final class Dialect {
  private static final Pattern QUOTED_OR_BIND =
      Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|:\\w+", Pattern.DOTALL);
  private static final Pattern ALTER_SESSION =
      Pattern.compile(
          "\\s*ALTER\\s+SESSION\\s+SET\\s+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)\\s*=\\s*('[^']*'|\\w+(?:\\s+COMMITTED)?)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE_SECONDS =
      Pattern.compile("\\bTIMESTAMP\\s*\\(\\s*0\\s*\\)(?!\\s*WITH)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOCAL_TIME =
      Pattern.compile(
          "\\bTIMESTAMP\\s*(\\(\\s*\\d\\s*\\))?\\s*WITH\\s+LOCAL\\s+TIME\\s+ZONE\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DATABASE_ZONE =
      Pattern.compile("\\bDBTIMEZONE\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HUNDREDS =
      Pattern.compile("\\bNUMBER\\s*\\(\\s*5\\s*,\\s*-2\\s*\\)", Pattern.CASE_INSENSITIVE);

  /** Where a column is declared, not where one is asked for. */
  private static final Pattern ROW_ADDRESS =
      Pattern.compile("(\\w+\\s+)ROWID\\s+NULL\\b", Pattern.CASE_INSENSITIVE);

  /** Likewise. */
  private static final Pattern LONG_BYTES =
      Pattern.compile("(\\w+\\s+)LONG\\s+RAW\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LONG_TEXT =
      Pattern.compile("(\\w+\\s+)LONG(?=\\s*(?:[,)]|NOT\\b|NULL\\b))", Pattern.CASE_INSENSITIVE);

  private static final Pattern WALL_CLOCK =
      Pattern.compile(
          "\\bCAST\\s*\\(\\s*(\\w+)\\s+AT\\s+TIME\\s+ZONE\\s+('[^']*'|\\?)\\s+AS\\s+TIMESTAMP"
              + "\\s*(\\(\\s*\\d\\s*\\))?\\s*\\)",
          Pattern.CASE_INSENSITIVE);

  /** Has no effect in the engine: stands for session parameters that have no counterpart there. */
  private static final String NOTHING = "SET @IGNORED = 1";

  private Dialect() {}

  static String translate(String sql) {
    Matcher alter = ALTER_SESSION.matcher(sql);
    if (alter.matches()) {
      Matcher parameter = PARAMETER.matcher(alter.group(1));
      return parameter.find() ? sessionParameter(parameter.group(1), parameter.group(2)) : NOTHING;
    }
    String binds = QUOTED_OR_BIND.matcher(sql).replaceAll(Dialect::bind);
    String clocks =
        WALL_CLOCK.matcher(binds).replaceAll("CAST(SYS.WALL_CLOCK($1, $2) AS TIMESTAMP$3)");
    String zone = DATABASE_ZONE.matcher(clocks).replaceAll("'+00:00'  ");
    String whole = WHOLE_SECONDS.matcher(zone).replaceAll(SqlEngine.WHOLE_SECONDS_DOMAIN);
    String local = LOCAL_TIME.matcher(whole).replaceAll(SqlEngine.LOCAL_TIME_DOMAIN);
    String hundreds = HUNDREDS.matcher(local).replaceAll(SqlEngine.HUNDREDS_DOMAIN);
    String bytes = LONG_BYTES.matcher(hundreds).replaceAll("$1" + SqlEngine.LONG_BYTES_DOMAIN);
    String texts = LONG_TEXT.matcher(bytes).replaceAll("$1" + SqlEngine.LONG_TEXT_DOMAIN);
    return ROW_ADDRESS.matcher(texts).replaceAll("$1" + SqlEngine.ROW_ADDRESS_DOMAIN);
  }

  private static String bind(MatchResult match) {
    String text = match.group();
    return Matcher.quoteReplacement(
        text.startsWith(":") ? "?" + " ".repeat(text.length() - 1) : text);
  }

  private static String sessionParameter(String name, String value) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "CURRENT_SCHEMA" -> "SET SCHEMA " + value;
      case "TIME_ZONE" -> "SET TIME ZONE " + value;
      case "ISOLATION_LEVEL" ->
          "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + value;
      default -> NOTHING;
    };
  }
}
