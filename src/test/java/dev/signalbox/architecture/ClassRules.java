package dev.signalbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** What no class of this project may do, wherever it is. */
final class ClassRules {
  private ClassRules() {}

  /** The toolkit is known to the window and to the entry point. */
  static ArchRule onlyTheWindowAndTheEntryPointKnowJavaFx(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".ui..", root + ".app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.kordamp..")
        .allowEmptyShould(true);
  }

  static ArchRule theProductDoesNotKnowTheSandbox() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.signalbox.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signalbox.sandbox..");
  }

  static ArchRule everyPackageIsNullMarked() {
    return classes().should(beInANullMarkedPackage());
  }

  static ArchRule onlyTheEntryPointEndsTheProcess() {
    return noClasses()
        .that(resideOutside("dev.signalbox.app"))
        .should()
        .accessTargetWhere(reaches(List.of("exit", "halt"), System.class, Runtime.class));
  }

  static ArchRule nobodySleeps() {
    return noClasses()
        .should()
        .accessTargetWhere(reaches(List.of("sleep"), Thread.class, TimeUnit.class));
  }

  static ArchRule noStaticFieldCanChange() {
    return fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .andShould(holdNothingMutable());
  }

  private static DescribedPredicate<JavaClass> resideOutside(String packageName) {
    return DescribedPredicate.not(resideInAPackage(packageName + ".."));
  }

  /** By a call or by a reference to the method. */
  private static DescribedPredicate<JavaAccess<?>> reaches(
      List<String> methods, Class<?>... owners) {
    return DescribedPredicate.describe(
        "reach " + methods,
        access ->
            methods.contains(access.getTarget().getName())
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
                || type.isAssignableTo(ThreadLocal.class)
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
