package dev.signalbox.ui;

import dev.signalbox.ui.fleet.FleetScreenshots;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Draws the window without a display, light and dark, in its most telling states. The first
 * argument is the folder for the two pictures of the README, the second that for all the others;
 * with a third, {@code log}, {@code plan}, {@code past}, {@code travel} or {@code fleet}, only
 * those are drawn.
 */
public final class Screenshots {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /** So long the layout takes at most. */
  public static final Duration SETTLE = Duration.ofMillis(600);

  private final Path folder;
  private final Path others;

  private Screenshots(Path folder, Path others) {
    this.folder = folder;
    this.others = others;
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    Screenshots screenshots = new Screenshots(Path.of(arguments[0]), Path.of(arguments[1]));
    try {
      Files.createDirectories(screenshots.others);
      String only = arguments.length == 2 ? "" : arguments[2];
      if (only.isEmpty()) {
        screenshots.takeAll();
        new PageScreenshots(Path.of(arguments[1])).takeAll();
        new SettingsScreenshots(Path.of(arguments[1])).takeAll();
      }
      if (only.isEmpty() || only.equals("plan")) {
        new PlanScreenshots(screenshots, screenshots.others).takeAll();
      }
      if (only.equals("past")) {
        PastScreenshots.takeAll(screenshots.others);
      }
      if (only.equals("travel")) {
        PastScreenshots.takeTravel(screenshots.others);
      }
      if (only.isEmpty() || only.equals("fleet")) {
        new FleetScreenshots(screenshots.others).takeAll();
      }
      if (only.isEmpty() || only.equals("log")) {
        new LogScreenshots(screenshots, screenshots.others).takeAll();
      }
    } finally {
      Platform.exit();
    }
  }

  private void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(folder, "window", theme, WIDTH, HEIGHT, "staging", Scenes::atWork);
      take(others, "trouble", theme, WIDTH, HEIGHT, "staging", Scenes::inTrouble);
      take(others, "closing", theme, WIDTH, HEIGHT, "staging", Scenes::closing);
    }
    take(others, "locked", Theme.Choice.LIGHT, WIDTH, HEIGHT, "production", Scenes::quiet);
    take(others, "locked", Theme.Choice.DARK, WIDTH, HEIGHT, "production", Scenes::quiet);
    takeStart("first-run", Theme.Choice.LIGHT, StartPages.FIRST_RUN);
    takeStart("unusable", Theme.Choice.DARK, StartPages.UNUSABLE);
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(others, "narrow", theme, 960, 600, "production", Scenes::inTrouble);
      take(others, "narrow-many", theme, 960, 600, "staging", Scenes::manyDown);
      take(others, "many", theme, WIDTH, HEIGHT, "production", Scenes::manyDown);
      take(others, "wide", theme, 2560, 1440, "staging", Scenes::inTrouble);
      take(others, "wide-many", theme, 2560, 1440, "staging", Scenes::manyDown);
    }
    take(
        others,
        "dense",
        Theme.Choice.LIGHT,
        WIDTH,
        HEIGHT,
        "staging",
        engine -> Scenes.arranged(engine, true, 100));
    take(
        others,
        "zoomed",
        Theme.Choice.DARK,
        WIDTH,
        HEIGHT,
        "staging",
        engine -> Scenes.arranged(engine, false, 150));
    take(
        others,
        "zoom-80",
        Theme.Choice.LIGHT,
        960,
        600,
        "production",
        engine -> Scenes.arranged(engine, false, 80));
    take(
        others,
        "zoom-200",
        Theme.Choice.LIGHT,
        2560,
        1440,
        "production",
        engine -> Scenes.arranged(engine, false, 200));
    take(others, "palette", Theme.Choice.LIGHT, WIDTH, HEIGHT, "staging", Scenes::manyDown);
    take(others, "keys", Theme.Choice.LIGHT, 960, 600, "staging", Scenes::atWork);
    PastScreenshots.takeAll(others);
  }

  private void take(
      Path target,
      String name,
      Theme.Choice theme,
      double width,
      double height,
      String environment,
      Consumer<ScriptedConsole> scene)
      throws Exception {
    take(target, name, theme, width, height, environment, SETTLE, scene, (_, _) -> {});
  }

  /** The same, and arranges what is in the window as soon as it has shown that once. */
  void take(
      Path target,
      String name,
      Theme.Choice theme,
      double width,
      double height,
      String environment,
      Duration settle,
      Consumer<ScriptedConsole> scene,
      BiConsumer<ScriptedConsole, Scene> arrange)
      throws Exception {
    try (ScriptedConsole engine =
        new ScriptedConsole(environment, environment.equals("production"))) {
      scene.accept(engine);
      Stage stage = onFx(() -> open(engine, theme, width, height, name));
      engine.schedule(
          settle.dividedBy(2),
          () -> Platform.runLater(() -> arrange.accept(engine, stage.getScene())));
      draw(
          engine,
          stage,
          settle,
          target.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    }
  }

  private void takeStart(String name, Theme.Choice theme, StartPage page) throws Exception {
    try (ScriptedConsole engine = new ScriptedConsole("", false)) {
      Stage stage =
          onFx(
              () -> {
                Stage opened = new Stage();
                MainWindow window = new MainWindow(opened, engine);
                window.theme().choose(theme);
                window.showStart(page, StartPages.NOTHING);
                return opened;
              });
      draw(engine, stage, SETTLE, others.resolve(name + ".png"));
    }
  }

  /** Once the layout has settled. */
  public static void draw(ScriptedConsole engine, Stage stage, Duration settle, Path file)
      throws Exception {
    CompletableFuture<WritableImage> picture = new CompletableFuture<>();
    engine.schedule(
        settle, () -> Platform.runLater(() -> picture.complete(stage.getScene().snapshot(null))));
    WritableImage image = picture.get(20, TimeUnit.SECONDS);
    onFx(
        () -> {
          stage.hide();
          return stage;
        });
    write(image, file);
  }

  private static Stage open(
      ScriptedConsole engine, Theme.Choice theme, double width, double height, String name) {
    Stage stage = new Stage();
    MainWindow window = new MainWindow(stage, engine);
    window.showConsole(engine.window());
    window.theme().choose(theme);
    stage.setWidth(width);
    stage.setHeight(height);
    switch (name) {
      case "trouble", "narrow" -> press(stage.getScene(), KeyCode.DIGIT3, true);
      case "palette" -> press(stage.getScene(), KeyCode.K, true);
      case "keys" -> press(stage.getScene(), KeyCode.F1, false);
      default -> {}
    }
    return stage;
  }

  /** As if this key had been pressed. */
  static void press(Scene scene, KeyCode key, boolean mod) {
    scene.getAccelerators().entrySet().stream()
        .filter(
            entry ->
                entry
                    .getKey()
                    .match(
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, mod, false, false)))
        .findFirst()
        .orElseThrow()
        .getValue()
        .run();
  }

  /** Does this on the FX thread, and waits for it. */
  public static <T> T onFx(Callable<T> action) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(1, TimeUnit.MINUTES);
  }

  /** By hand, pixel for pixel: the toolkit's own bridge to AWT is a module we do not carry. */
  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    ImageIO.write(copy, "png", file.toFile());
  }
}
