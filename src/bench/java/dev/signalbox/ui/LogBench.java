package dev.signalbox.ui;

import dev.signalbox.bench.Ratios;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/**
 * What the window costs. The log under a flood, beside what can be had at best, which is bare rows
 * of text that are set anew at each pulse, and beside a list to which each line is brought by
 * itself; all three keep the toolkit drawing at each pulse. Then 500 connections that change, and
 * three with which nothing goes on. Arguments: seconds, and rates in lines per second.
 */
public final class LogBench {
  private static final int KEPT = 100_000;
  private static final int ROWS = 30;
  private static final int ROUNDS = 3;
  private static final String BARE = "bare rows of text";
  private static final long SETTLE_MILLIS = 3_000;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final int seconds;

  /** What is still queued when the time is up is not waited for. */
  private volatile boolean over;

  private LogBench(int seconds) {
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    List<Integer> rates = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      rates.add(Integer.parseInt(arguments[i]));
    }
    LogBench bench = new LogBench(seconds);
    try {
      bench.warmUp();
      for (int rate : rates.isEmpty() ? List.of(1_000, 5_000, 50_000) : rates) {
        bench.measure(rate);
      }
      System.out.printf("500 connections changing     %s%n", FrameBench.changing().text());
      CalmBench.run(seconds);
    } finally {
      Platform.exit();
    }
  }

  private void warmUp() throws Exception {
    new LogBench(3).log(5_000);
    new LogBench(3).textRows(5_000);
  }

  private void measure(int rate) throws Exception {
    double[] cores = new double[ROUNDS];
    double[] pulses = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Frames.Seen bare = textRows(rate);
      print("text rows", rate, bare);
      Frames.Seen log = log(rate);
      print("log", rate, log);
      cores[round] = log.cores() / bare.cores();
      pulses[round] = log.pulsesPerSecond() / bare.pulsesPerSecond();
    }
    print("line by line", rate, lineByLine(rate));
    Ratios ratios = Ratios.of("bench-log");
    String what = "log at %,d lines/s: ".formatted(rate);
    ratios.keep(what + "processor time", BARE, cores);
    ratios.keep(what + "pulses per second", BARE, pulses);
  }

  private static void print(String what, int rate, Frames.Seen seen) {
    System.out.printf(Locale.ROOT, "%,7d lines/s  %-13s %s%n", rate, what, seen.text());
  }

  /** The whole window with the log all over it. */
  private Frames.Seen log(int rate) throws Exception {
    Journal journal = new Journal(KEPT, 1_000_000_000);
    try (ScriptedConsole engine = new ScriptedConsole(journal)) {
      Stage stage =
          Screenshots.onFx(
              () -> {
                Stage opened = new Stage();
                opened.setWidth(WIDTH);
                opened.setHeight(HEIGHT);
                new MainWindow(opened, engine).showConsole(engine.window());
                Screenshots.press(opened.getScene(), KeyCode.F9, false);
                return opened;
              });
      Subject relay = Subject.relay("txlog");
      return flood(
          stage,
          rate,
          i ->
              journal.append(
                  Instant.now(),
                  i % 1_000 == 0 ? Severity.ERROR : Severity.INFO,
                  relay,
                  line(i),
                  Optional.empty()));
    }
  }

  /** The producer writes a ring; each pulse sets all rows. */
  private Frames.Seen textRows(int rate) throws Exception {
    String[] ring = new String[KEPT];
    int[] next = {0};
    List<Text> rows = new ArrayList<>();
    AnimationTimer pulse =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            for (int i = 0; i < ROWS; i++) {
              String line = ring[Math.floorMod(next[0] - ROWS + i, KEPT)];
              rows.get(i).setText(line == null ? "" : line);
            }
          }
        };
    Stage stage =
        Screenshots.onFx(
            () -> {
              for (int i = 0; i < ROWS; i++) {
                rows.add(new Text());
              }
              VBox box = new VBox(5);
              box.getChildren().addAll(rows);
              Stage opened = show(new Scene(box, WIDTH, HEIGHT));
              pulse.start();
              return opened;
            });
    try {
      return flood(
          stage,
          rate,
          i -> {
            ring[i % KEPT] = line(i);
            next[0] = i + 1;
          });
    } finally {
      pulse.stop();
    }
  }

  /** What a first attempt looks like. */
  private Frames.Seen lineByLine(int rate) throws Exception {
    ListView<String> list = new ListView<>();
    Stage stage = Screenshots.onFx(() -> show(new Scene(list, WIDTH, HEIGHT)));
    // Watched from the beginning: later the window is too far behind to begin with anything.
    Frames frames = begin(stage);
    over = false;
    Thread producer = Thread.ofPlatform().start(() -> produce(rate, i -> bring(list, line(i))));
    return end(stage, frames, producer);
  }

  private void bring(ListView<String> list, String line) {
    Platform.runLater(
        () -> {
          if (over) {
            return;
          }
          list.getItems().add(line);
          if (list.getItems().size() > KEPT) {
            list.getItems().removeFirst();
          }
          list.scrollTo(list.getItems().size() - 1);
        });
  }

  private static Stage show(Scene scene) {
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    return stage;
  }

  private static String line(int i) {
    return "Cycle %d: 1,000 rows in 0.%02d s".formatted(i, i % 97);
  }

  private Frames.Seen flood(Stage stage, int rate, IntConsumer produce) throws Exception {
    over = false;
    Thread producer = Thread.ofPlatform().start(() -> produce(rate, produce));
    // What opening the window costs is not what a flood costs.
    producer.join(SETTLE_MILLIS);
    return end(stage, begin(stage), producer);
  }

  private static Frames begin(Stage stage) throws Exception {
    Frames frames = new Frames();
    Screenshots.onFx(
        () -> {
          frames.begin();
          return stage;
        });
    return frames;
  }

  private Frames.Seen end(Stage stage, Frames frames, Thread producer) throws Exception {
    producer.join(TimeUnit.SECONDS.toMillis(seconds));
    over = true;
    producer.join();
    CompletableFuture<Frames.Seen> seen = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          seen.complete(frames.end());
          stage.hide();
        });
    return seen.get(5, TimeUnit.MINUTES);
  }

  /** A hundred portions a second. */
  private void produce(int rate, IntConsumer produce) {
    long began = System.nanoTime();
    int said = 0;
    while (!over) {
      long due = (System.nanoTime() - began) * rate / 1_000_000_000;
      while (said < due) {
        produce.accept(said++);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
