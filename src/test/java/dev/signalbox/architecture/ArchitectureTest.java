package dev.signalbox.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The house as it is drawn: every package, every arrow, and what no class may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = Drawing.ROOT;

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
    assertThat(Drawing.HOUSE.unnamedOrEmpty(product)).isEmpty();
  }

  @Test
  void theArrowsAreThoseThatAreDrawn() {
    assertThat(Drawing.HOUSE.otherArrowsThanDrawn(product)).isEmpty();
  }

  @Test
  void arrowsPointDownOnly() {
    assertThat(Drawing.HOUSE.upwards(product)).isEmpty();
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(product);
  }

  @Test
  void noPackageIsTooLargeToBeKnownByHeart() {
    assertThat(Drawing.HOUSE.overfull(product, 25)).isEmpty();
  }

  @Test
  void theWindowSeesNothingButValues() {
    assertThat(Drawing.HOUSE.seenBeyond(product, "ui", Drawing.VALUES)).isEmpty();
  }

  @Test
  void onlyTheWindowAndTheEntryPointKnowJavaFx() {
    ClassRules.onlyTheWindowAndTheEntryPointKnowJavaFx(ROOT).check(product);
  }

  @Test
  void theWindowSeesWhatWasRecordedAndNoRecorder() {
    SightRules.theWindowSeesWhatWasRecordedAndNoRecorder(ROOT).check(product);
  }

  @Test
  void driversAreKnownWhereTheyAreCalled() {
    SightRules.driversAreKnownWhereTheyAreCalled(ROOT).check(product);
  }

  @Test
  void noValueThatIsShownHasASecret() {
    SightRules.noValueThatIsShownHasASecret(ROOT).check(product);
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
