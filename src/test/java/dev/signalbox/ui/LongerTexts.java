package dev.signalbox.ui;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/** The window's texts as another language may have them: each by forty per cent longer. */
public final class LongerTexts extends ResourceBundle {
  private static final Pattern ARGUMENT = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");
  private static final String FURTHER =
      " lorem ipsum dolor sit amet elit sed do eius mod tempor in";
  private static final int WORD = 14;

  private final ResourceBundle usual = getBundle("i18n.messages", Locale.ENGLISH);

  @Override
  protected Object handleGetObject(String key) {
    String text = usual.getString(key);
    int more = (int) Math.ceil(ARGUMENT.matcher(text).replaceAll("12345").length() * 0.4);
    return text.isEmpty() ? text : text + further(more, text.length());
  }

  /** A word grows, a sentence gets more words. */
  private static String further(int more, int length) {
    return length <= WORD
        ? "n".repeat(more)
        : FURTHER.repeat(more / FURTHER.length() + 1).substring(0, more);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(usual.keySet());
  }
}
