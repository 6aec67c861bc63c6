package dev.signalbox.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.signalbox.architecture.Rooms.Room;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The house as it is drawn: every package, every arrow, and what no class may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "dev.signalbox";

  /** Immutable values: all that a window sees of what it watches. */
  static final List<String> VALUES =
      List.of(
          "console",
          "shutdown.state",
          "relay.state",
          "connection.state",
          "journal.samples",
          "journal",
          "settings",
          "base");

  /** From top to bottom. */
  private static final Rooms HOUSE =
      new Rooms(
          ROOT,
          List.of(
              Room.of(
                  "app",
                  "app.tools",
                  "ui",
                  "ui.start",
                  "ui.connections",
                  "ui.workspace",
                  "ui.toolkit",
                  "console.local",
                  "console",
                  "shutdown",
                  "shutdown.state",
                  "relay.tools",
                  "relay",
                  "relay.run",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.jdbc",
                  "connection.nats",
                  "connection.driver",
                  "connection.state",
                  "journal.samples",
                  "journal",
                  "settings.reading",
                  "settings",
                  "base"),
              Room.of(
                  "app.tools",
                  "relay.tools",
                  "relay.stream",
                  "relay.call",
                  "relay.checkpoint",
                  "relay.state",
                  "settings",
                  "base"),
              Room.of(
                  "ui",
                  "ui.start",
                  "ui.shutdown",
                  "ui.history",
                  "ui.incidents",
                  "ui.settings",
                  "ui.page",
                  "ui.palette",
                  "ui.relays",
                  "ui.relays.tools",
                  "ui.connections",
                  "ui.past",
                  "ui.objects",
                  "ui.log",
                  "ui.log.lines",
                  "ui.workspace",
                  "ui.model",
                  "ui.toolkit",
                  "console",
                  "shutdown.state",
                  "relay.state",
                  "connection.state",
                  "journal",
                  "settings",
                  "base"),
              Room.of("ui.start", "ui.toolkit"),
              Room.of("ui.shutdown", "ui.model", "ui.toolkit", "shutdown.state", "base"),
              Room.of(
                  "ui.history",
                  "ui.objects",
                  "ui.past",
                  "ui.toolkit",
                  "console",
                  "journal.samples",
                  "journal",
                  "base"),
              Room.of(
                  "ui.incidents",
                  "ui.past",
                  "ui.toolkit",
                  "shutdown.state",
                  "connection.state",
                  "journal.samples",
                  "journal",
                  "settings",
                  "base"),
              Room.of(
                  "ui.settings",
                  "ui.connections",
                  "ui.toolkit",
                  "console",
                  "connection.state",
                  "base"),
              Room.of("ui.page", "ui.objects", "ui.toolkit", "console", "journal"),
              Room.of("ui.palette"),
              Room.of(
                  "ui.relays",
                  "ui.relays.tools",
                  "ui.objects",
                  "ui.toolkit",
                  "console",
                  "shutdown.state",
                  "relay.state",
                  "connection.state",
                  "journal",
                  "settings",
                  "base"),
              Room.of(
                  "ui.relays.tools",
                  "ui.toolkit",
                  "console",
                  "relay.state",
                  "connection.state",
                  "base"),
              Room.of(
                  "ui.connections",
                  "ui.objects",
                  "ui.toolkit",
                  "console",
                  "connection.state",
                  "journal",
                  "settings",
                  "base"),
              Room.of("ui.objects", "ui.past", "ui.toolkit", "console", "journal", "base"),
              Room.of("ui.past", "ui.toolkit", "console", "journal.samples", "journal", "base"),
              Room.of("ui.workspace", "ui.toolkit", "base"),
              Room.of("ui.log", "ui.log.lines", "ui.toolkit", "console", "journal", "base"),
              Room.of("ui.log.lines", "journal", "base"),
              Room.of("ui.model", "ui.toolkit", "console", "shutdown.state", "base"),
              Room.of("ui.toolkit", "base"),
              Room.of(
                  "console.local",
                  "console",
                  "shutdown",
                  "shutdown.state",
                  "relay.tools",
                  "relay",
                  "relay.run",
                  "relay.stream",
                  "relay.checkpoint",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.state",
                  "journal.samples",
                  "journal",
                  "settings.editing",
                  "settings.reading",
                  "settings",
                  "base"),
              Room.of(
                  "console",
                  "shutdown.state",
                  "relay.state",
                  "connection.state",
                  "journal.samples",
                  "journal",
                  "base"),
              Room.of(
                  "shutdown",
                  "shutdown.state",
                  "relay",
                  "relay.state",
                  "connection",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of("shutdown.state", "connection.state", "settings", "base"),
              Room.of(
                  "relay.tools",
                  "relay.run",
                  "relay.stream",
                  "relay.checkpoint",
                  "relay.source",
                  "relay.source.horizon",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of("relay", "relay.run", "relay.checkpoint", "relay.state", "settings", "base"),
              Room.of(
                  "relay.run",
                  "relay.reject",
                  "relay.stream",
                  "relay.checkpoint",
                  "relay.source",
                  "relay.source.horizon",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.driver",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.reject",
                  "relay.stream",
                  "relay.checkpoint",
                  "relay.source",
                  "relay.call",
                  "relay.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.stream",
                  "relay.checkpoint",
                  "relay.source",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.nats",
                  "connection.driver",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.checkpoint",
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.source",
                  "relay.source.horizon",
                  "relay.call",
                  "relay.state",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.source.horizon",
                  "relay.call",
                  "relay.state",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "relay.call",
                  "relay.state",
                  "connection",
                  "connection.jdbc",
                  "connection.driver",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of("relay.state", "connection.state", "settings", "base"),
              Room.of("connection", "connection.driver", "connection.state", "settings", "base"),
              Room.of(
                  "connection.jdbc",
                  "connection.jdbc.wire",
                  "connection.driver",
                  "connection.keys",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of(
                  "connection.nats",
                  "connection.nats.wire",
                  "connection.driver",
                  "connection.keys",
                  "connection.state",
                  "settings",
                  "base"),
              Room.of("connection.jdbc.wire"),
              Room.of("connection.nats.wire", "connection.driver", "connection.state", "base"),
              Room.of(
                  "connection.driver", "connection.keys", "connection.state", "settings", "base"),
              Room.of("connection.keys", "settings"),
              Room.of("connection.state", "settings", "base"),
              Room.of("journal.samples", "journal", "base"),
              Room.of("journal", "settings", "base"),
              Room.of("settings.editing", "base"),
              Room.of("settings.reading", "settings", "base"),
              Room.of("settings", "base"),
              Room.of("base")));

  private JavaClasses product = new ClassFileImporter().importClasses();
  private JavaClasses everything = product;

  @BeforeAll
  void importClasses() {
    everything =
        new ClassFileImporter()
            .importPackages(ROOT)
            .that(DescribedPredicate.describe("meant", type -> !isBreach(type)));
    product = everything.that(DescribedPredicate.describe("product", ArchitectureTest::isProduct));
    assertThat(product).isNotEmpty();
    assertThat(everything).hasSizeGreaterThan(product.size());
  }

  private static boolean isProduct(JavaClass type) {
    return type.getSource()
        .map(source -> Location.of(source.getUri()))
        .filter(location -> !location.contains("/test-classes/"))
        .isPresent();
  }

  private static boolean isBreach(JavaClass type) {
    return type.getPackageName().startsWith(BreachTest.BREACHES);
  }

  @Test
  void everyPackageIsNamedAndNoneIsEmpty() {
    assertThat(HOUSE.unnamedOrEmpty(product)).isEmpty();
  }

  @Test
  void theArrowsAreThoseThatAreDrawn() {
    assertThat(HOUSE.otherArrowsThanDrawn(product)).isEmpty();
  }

  @Test
  void arrowsPointDownOnly() {
    assertThat(HOUSE.upwards(product)).isEmpty();
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(product);
  }

  @Test
  void noPackageIsTooLargeToBeKnownByHeart() {
    assertThat(HOUSE.overfull(product, 25)).isEmpty();
  }

  @Test
  void theWindowSeesNothingButValues() {
    assertThat(HOUSE.seenBeyond(product, "ui", VALUES)).isEmpty();
  }

  @Test
  void onlyTheWindowAndTheEntryPointKnowJavaFx() {
    ClassRules.onlyTheWindowAndTheEntryPointKnowJavaFx(ROOT).check(product);
  }

  @Test
  void theProductDoesNotKnowTheSandbox() {
    ClassRules.theProductDoesNotKnowTheSandbox().check(product);
  }

  @Test
  void everyPackageIsNullMarked() {
    ClassRules.everyPackageIsNullMarked().check(everything);
  }

  @Test
  void onlyTheEntryPointEndsTheProcess() {
    ClassRules.onlyTheEntryPointEndsTheProcess().check(product);
  }

  @Test
  void nobodySleeps() {
    ClassRules.nobodySleeps().check(everything);
  }

  @Test
  void noStaticFieldCanChange() {
    ClassRules.noStaticFieldCanChange().check(product);
  }
}
