package dev.signalbox.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.signalbox.architecture.Rooms.Room;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the architecture turns red when it is broken on purpose. */
class BreachTest {
  static final String BREACHES = "dev.signalbox.architecture.breaches";

  /** A small house: a window on top of an owner, its values at the bottom. */
  private static final String HOUSE = BREACHES + ".house";

  private static final Room WINDOW = Room.of("ui", "owner", "owner.state");
  private static final Room OWNER = Room.of("owner", "owner.state", "owner.left");
  private static final Room LEFT = Room.of("owner.left", "owner.right");
  private static final Room RIGHT = Room.of("owner.right", "owner.left");
  private static final Room STATE = Room.of("owner.state", "owner");

  private static final JavaClasses HOUSE_AS_BUILT = new ClassFileImporter().importPackages(HOUSE);

  @Test
  void asItIsDrawnItBreaksNoRuleOfNamesAndArrows() {
    Rooms drawn = rooms(WINDOW, OWNER, LEFT, RIGHT, STATE);
    assertThat(drawn.unnamedOrEmpty(HOUSE_AS_BUILT)).isEmpty();
    assertThat(drawn.otherArrowsThanDrawn(HOUSE_AS_BUILT)).isEmpty();
  }

  @Test
  void aPackageWithoutANameIsFound() {
    assertThat(rooms(WINDOW, OWNER, LEFT, RIGHT).unnamedOrEmpty(HOUSE_AS_BUILT))
        .containsExactly("owner.state is not named");
  }

  @Test
  void aNameWithoutAPackageIsFound() {
    assertThat(
            rooms(WINDOW, OWNER, LEFT, RIGHT, STATE, Room.of("cellar"))
                .unnamedOrEmpty(HOUSE_AS_BUILT))
        .containsExactly("cellar is empty");
  }

  @Test
  void anArrowThatIsNotDrawnIsFound() {
    assertThat(
            rooms(WINDOW, OWNER, LEFT, RIGHT, Room.of("owner.state"))
                .otherArrowsThanDrawn(HOUSE_AS_BUILT))
        .containsExactly("owner.state uses owner, which is not drawn");
  }

  @Test
  void anArrowThatIsDrawnInVainIsFound() {
    assertThat(
            rooms(Room.of("ui", "owner", "owner.state", "owner.left"), OWNER, LEFT, RIGHT, STATE)
                .otherArrowsThanDrawn(HOUSE_AS_BUILT))
        .containsExactly("ui is drawn to use owner.left and does not");
  }

  @Test
  void anArrowUpwardsIsFound() {
    assertThat(rooms(WINDOW, OWNER, LEFT, RIGHT, STATE).upwards(HOUSE_AS_BUILT))
        .containsExactly(
            "owner.right uses owner.left, which is not below it",
            "owner.state uses owner, which is not below it");
  }

  @Test
  void aCircleBetweenSubpackagesIsFound() {
    assertThat(
            violations(
                slices().matching(HOUSE + ".(**)").should().beFreeOfCycles(), HOUSE_AS_BUILT))
        .anyMatch(found -> found.contains("owner.left") && found.contains("owner.right"));
  }

  @Test
  void aWindowThatSeesAnOwnerIsFound() {
    assertThat(
            rooms(WINDOW, OWNER, LEFT, RIGHT, STATE)
                .seenBeyond(HOUSE_AS_BUILT, "ui", List.of("owner.state")))
        .containsExactly("ui sees owner");
  }

  @Test
  void aPackageThatIsTooLargeIsFound() {
    assertThat(rooms().overfull(HOUSE_AS_BUILT, 0)).contains(HOUSE + ".ui has 1 types");
    assertThat(rooms().overfull(HOUSE_AS_BUILT, 1)).isEmpty();
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        Arguments.of("toolkit", ClassRules.onlyTheWindowAndTheEntryPointKnowJavaFx(BREACHES)),
        Arguments.of("sandboxed", ClassRules.theProductDoesNotKnowTheSandbox()),
        Arguments.of("nullable", ClassRules.everyPackageIsNullMarked()),
        Arguments.of("exiting", ClassRules.onlyTheEntryPointEndsTheProcess()),
        Arguments.of("sleeping", ClassRules.nobodySleeps()),
        Arguments.of("changing", ClassRules.noStaticFieldCanChange()),
        Arguments.of("mutable", ClassRules.noStaticFieldCanChange()));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aClassThatBreaksARuleIsFound(String breach, ArchRule rule) {
    JavaClasses classes = new ClassFileImporter().importPackages(BREACHES + "." + breach);
    assertThat(classes).isNotEmpty();
    assertThat(violations(rule, classes)).isNotEmpty();
  }

  @Test
  void aReferenceToTheEndOfTheProcessIsFoundAsACallIs() {
    JavaClasses classes = new ClassFileImporter().importPackages(BREACHES + ".exiting");
    assertThat(violations(ClassRules.onlyTheEntryPointEndsTheProcess(), classes))
        .anyMatch(found -> found.contains("Leaving"))
        .anyMatch(found -> found.contains("Referring"));
  }

  static Stream<Arguments> sights() {
    return Stream.of(
        Arguments.of(
            "recording",
            SightRules.theWindowSeesWhatWasRecordedAndNoRecorder(BREACHES + ".recording"),
            List.of("Rewinding", "Filing", "Sampling")),
        Arguments.of(
            "querying",
            SightRules.driversAreKnownWhereTheyAreCalled(BREACHES),
            List.of("Querying", "Pooling", "Publishing")),
        Arguments.of(
            "leaking",
            SightRules.noValueThatIsShownHasASecret(BREACHES + ".leaking"),
            List.of("Told", "Listed", "Shown")));
  }

  @ParameterizedTest
  @MethodSource("sights")
  void eachThatSeesWhatIsHiddenFromItIsFound(String breach, ArchRule rule, List<String> each) {
    List<String> found =
        violations(rule, new ClassFileImporter().importPackages(BREACHES + "." + breach));
    assertThat(each).allSatisfy(one -> assertThat(found).anyMatch(said -> said.contains(one)));
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  private static Rooms rooms(Room... rooms) {
    return new Rooms(HOUSE, List.of(rooms));
  }
}
