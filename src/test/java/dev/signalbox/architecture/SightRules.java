package dev.signalbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.journal.samples.Series;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.settings.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is hidden from whom, where whole packages are too coarse a measure: the journal has values
 * and live handles, the settings have secrets, and drivers have no package of this project.
 */
final class SightRules {
  private static final String PROJECT = "dev.signalbox.";

  /** All of the journal that could cross a wire. */
  private static final Set<Class<?>> WHAT_WAS_RECORDED =
      Set.of(
          LogEntry.class,
          LogPage.class,
          Severity.class,
          Subject.class,
          Transition.class,
          Measure.class,
          Samples.class,
          Series.class,
          Stretch.class);

  /** Where the operator types a password: there, and only there, the window has one. */
  private static final Set<String> ASKING_FOR_A_PASSWORD =
      Set.of(
          PROJECT + "ui.connections.PasswordForm", PROJECT + "ui.connections.WindowPasswordPrompt");

  private SightRules() {}

  /** What is recorded is seen by the window; the recorder and its files are not. */
  static ArchRule theWindowSeesWhatWasRecordedAndNoRecorder(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".ui..", root + ".console")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(PROJECT + "journal..")
                .and(
                    DescribedPredicate.describe(
                        "are no values", type -> !wasRecorded(type.getBaseComponentType()))))
        .allowEmptyShould(true);
  }

  /**
   * Databases and NATS are met at the bottom: where sessions are made, and rows and messages; NATS
   * also where a fleet meets.
   */
  static ArchRule driversAreKnownWhereTheyAreCalled(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            root + ".connection.driver",
            root + ".connection.jdbc..",
            root + ".connection.nats..",
            root + ".app.fleet",
            root + ".fleet",
            root + ".fleet.engine",
            root + ".fleet.window",
            root + ".fleet.setup",
            root + ".relay.call",
            root + ".relay.checkpoint",
            root + ".relay.source..",
            root + ".relay.stream..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "io.nats..",
            "com.zaxxer.hikari..",
            "oracle..",
            "org.mariadb..");
  }

  /** No value that is shown or could cross a wire has a secret in it, however deep. */
  static ArchRule noValueThatIsShownHasASecret(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".ui..",
            root + ".console",
            root + ".shutdown.state",
            root + ".relay.state",
            root + ".connection.state")
        .and(DescribedPredicate.describe("do not ask for it", type -> !asksForAPassword(type)))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "have a secret", type -> hasSecret(type.getBaseComponentType())))
        .allowEmptyShould(true);
  }

  private static boolean wasRecorded(JavaClass type) {
    return WHAT_WAS_RECORDED.stream().anyMatch(type::isEquivalentTo)
        || type.getEnclosingClass().filter(SightRules::wasRecorded).isPresent();
  }

  private static boolean asksForAPassword(JavaClass type) {
    return ASKING_FOR_A_PASSWORD.contains(type.getName())
        || type.getEnclosingClass().filter(SightRules::asksForAPassword).isPresent();
  }

  private static boolean hasSecret(JavaClass type) {
    return type.getPackageName().startsWith(PROJECT + "settings")
        && hasSecret(type.reflect(), new HashSet<>());
  }

  /** In a field of its own, of a part of it, or of one of those that it stands for. */
  private static boolean hasSecret(Class<?> type, Set<Class<?>> seen) {
    if (type == Secret.class) {
      return true;
    }
    if (!type.getName().startsWith(PROJECT) || !seen.add(type)) {
      return false;
    }
    Stream<Class<?>> parts =
        Arrays.stream(type.getDeclaredFields())
            .map(Field::getGenericType)
            .flatMap(SightRules::classes);
    Stream<Class<?>> kinds =
        type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
    return Stream.concat(parts, kinds).anyMatch(part -> hasSecret(part, seen));
  }

  private static Stream<Class<?>> classes(Type type) {
    return switch (type) {
      case Class<?> plain -> Stream.of(plain.isArray() ? plain.componentType() : plain);
      case ParameterizedType generic ->
          Stream.concat(
                  Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
              .flatMap(SightRules::classes);
      default -> Stream.empty();
    };
  }
}
