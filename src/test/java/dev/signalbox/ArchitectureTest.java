package dev.signalbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which package may use which, and what no class may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "dev.signalbox";

  private JavaClasses product = new ClassFileImporter().importClasses();
  private JavaClasses everything = product;

  @BeforeAll
  void importClasses() {
    everything = new ClassFileImporter().importPackages(ROOT);
    product = everything.that(DescribedPredicate.describe("product", ArchitectureTest::isProduct));
    assertThat(product).isNotEmpty();
    assertThat(everything).hasSizeGreaterThan(product.size());
  }

  private static boolean isProduct(JavaClass type) {
    return type.getSource()
        .map(source -> Location.of(source.getUri()))
        .filter(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS::includes)
        .isPresent();
  }

  @Test
  void arrowsPointDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("app")
        .definedBy("dev.signalbox.app..")
        .layer("ui")
        .definedBy("dev.signalbox.ui..")
        .layer("shutdown")
        .definedBy("dev.signalbox.shutdown..")
        .layer("relay")
        .definedBy("dev.signalbox.relay..")
        .layer("connection")
        .definedBy("dev.signalbox.connection..")
        .layer("journal")
        .definedBy("dev.signalbox.journal..")
        .layer("settings")
        .definedBy("dev.signalbox.settings..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ui")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("shutdown")
        .mayOnlyBeAccessedByLayers("app", "ui")
        .whereLayer("relay")
        .mayOnlyBeAccessedByLayers("app", "ui", "shutdown")
        .whereLayer("connection")
        .mayOnlyBeAccessedByLayers("app", "ui", "shutdown", "relay")
        .whereLayer("journal")
        .mayOnlyAccessLayers("settings")
        .whereLayer("settings")
        .mayNotAccessAnyLayer()
        .check(product);
  }

  /** The relay's rooms, from the one that asks the others down to the one that only has values. */
  @Test
  void aRelaysRoomsKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("relay")
        .definedBy("dev.signalbox.relay")
        .layer("run")
        .definedBy("dev.signalbox.relay.run")
        .layer("stream")
        .definedBy("dev.signalbox.relay.stream")
        .layer("checkpoint")
        .definedBy("dev.signalbox.relay.checkpoint")
        .layer("source")
        .definedBy("dev.signalbox.relay.source")
        .layer("call")
        .definedBy("dev.signalbox.relay.call")
        .layer("state")
        .definedBy("dev.signalbox.relay.state")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("relay")
        .whereLayer("stream")
        .mayOnlyBeAccessedByLayers("run")
        .whereLayer("checkpoint")
        .mayOnlyAccessLayers("call", "state")
        .whereLayer("source")
        .mayOnlyAccessLayers("call", "state")
        .whereLayer("call")
        .mayOnlyAccessLayers("state")
        .whereLayer("state")
        .mayNotAccessAnyLayer()
        .check(product);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(product);
  }

  @Test
  void driversAreUnknownToTheWindow() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.signalbox.connection.nats..", "dev.signalbox.connection.jdbc..")
        .allowEmptyShould(true)
        .check(product);
  }

  @Test
  void onlyTheWindowAndTheEntryPointKnowJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.signalbox.ui..", "dev.signalbox.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .check(product);
  }

  @Test
  void theProductDoesNotKnowTheSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signalbox.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signalbox.sandbox..")
        .check(product);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes().should(beInANullMarkedPackage()).check(everything);
  }

  @Test
  void onlyTheEntryPointEndsTheProcess() {
    noClasses()
        .that(resideOutside("dev.signalbox.app"))
        .should()
        .callMethodWhere(calls("exit", System.class, Runtime.class))
        .check(product);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethodWhere(calls("sleep", Thread.class, TimeUnit.class))
        .check(everything);
  }

  @Test
  void noStaticFieldCanChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .andShould(holdNothingMutable())
        .check(product);
  }

  private static DescribedPredicate<JavaClass> resideOutside(String packageName) {
    return DescribedPredicate.not(resideInAPackage(packageName + ".."));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String method, Class<?>... owners) {
    return DescribedPredicate.describe(
        "call " + method + "()",
        access ->
            access.getTarget() instanceof MethodCallTarget
                && access.getTarget().getName().equals(method)
                && List.of(owners).stream()
                    .anyMatch(owner -> access.getTargetOwner().isEquivalentTo(owner)));
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
        }
      }
    };
  }

  private static ArchCondition<JavaField> holdNothingMutable() {
    return new ArchCondition<>("hold nothing mutable") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        boolean mutable =
            type.isArray()
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isAssignableTo(StringBuilder.class)
                || (isContainer(type) && !rejectsChange(field));
        if (mutable) {
          events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is mutable"));
        }
      }
    };
  }

  private static boolean isContainer(JavaClass type) {
    return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
  }

  /** Asks the container itself: the declared type does not tell whether it can change. */
  private static boolean rejectsChange(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      String held = String.valueOf(reflected.get(null).getClass().getName());
      return held.startsWith("java.util.ImmutableCollections")
          || held.startsWith("java.util.Collections$Unmodifiable")
          || held.startsWith("java.util.Collections$Empty");
    } catch (IllegalAccessException e) {
      throw new AssertionError("Cannot look into " + field.getFullName(), e);
    }
  }
}
