package dev.signalbox.ui.toolkit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The window's texts. Immutable: any thread may read them. */
public final class Texts {
  /** Numbers are written the way the language of the texts writes them. */
  public static final Locale LOCALE = Locale.ENGLISH;

  private final ResourceBundle bundle;

  /** The program's own. */
  public Texts() {
    this(ResourceBundle.getBundle("i18n.messages", LOCALE, Texts.class.getClassLoader()));
  }

  /** Others, under the same keys. */
  public Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * The text of that key, with {@code {0}}, {@code {1}} and so on replaced.
   *
   * @throws java.util.MissingResourceException if there is none, which is a fault of the program
   */
  public String get(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, LOCALE).format(arguments);
  }

  /** The text of that key, if there is one. */
  public Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** For FXML, where {@code %key} stands for a text. */
  ResourceBundle bundle() {
    return bundle;
  }

  /** With thousands separated. */
  public static String number(long value) {
    return String.format(LOCALE, "%,d", value);
  }
}
