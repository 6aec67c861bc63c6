package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages below one root and the arrows between them, as they are drawn and as they are. Each
 * rule answers with what breaks it, in sentences.
 *
 * @param root the package that all lie in
 * @param arrows from each package, without the root, to those that it uses; from top to bottom
 */
record Rooms(String root, List<Room> arrows) {
  /** A package and those that it uses. */
  record Room(String name, Set<String> uses) {
    static Room of(String name, String... uses) {
      return new Room(name, new TreeSet<>(Set.of(uses)));
    }
  }

  /** Every package has a name here, and every name a package with classes in it. */
  List<String> unnamedOrEmpty(JavaClasses classes) {
    Set<String> named = names();
    Set<String> there = new TreeSet<>(found(classes).keySet());
    return Stream.concat(
            there.stream().filter(p -> !named.contains(p)).map(p -> p + " is not named"),
            named.stream().filter(p -> !there.contains(p)).map(p -> p + " is empty"))
        .toList();
  }

  private Set<String> names() {
    return arrows.stream().map(Room::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The arrows are those that are drawn: none is missing in the drawing, none too many in it. */
  List<String> otherArrowsThanDrawn(JavaClasses classes) {
    Map<String, Set<String>> found = found(classes);
    List<String> broken = new ArrayList<>();
    for (Room room : arrows) {
      Set<String> there = found.getOrDefault(room.name(), Set.of());
      there.stream()
          .filter(to -> !room.uses().contains(to))
          .forEach(to -> broken.add(room.name() + " uses " + to + ", which is not drawn"));
      room.uses().stream()
          .filter(to -> !there.contains(to))
          .forEach(to -> broken.add(room.name() + " is drawn to use " + to + " and does not"));
    }
    return broken;
  }

  /** Arrows lead from a package to one further below, so there can be no circle. */
  List<String> upwards(JavaClasses classes) {
    List<String> order = arrows.stream().map(Room::name).toList();
    return found(classes).entrySet().stream()
        .flatMap(
            from ->
                from.getValue().stream()
                    .filter(to -> order.indexOf(to) <= order.indexOf(from.getKey()))
                    .map(to -> from.getKey() + " uses " + to + ", which is not below it"))
        .toList();
  }

  /** No package has more types than can be known by heart. */
  List<String> overfull(JavaClasses classes, int most) {
    return classes.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > most)
        .map(entry -> entry.getKey() + " has " + entry.getValue() + " types")
        .toList();
  }

  /** What a part of the program sees of others is nothing but these packages. */
  List<String> seenBeyond(JavaClasses classes, String part, Collection<String> values) {
    return found(classes).entrySet().stream()
        .filter(from -> isWithin(from.getKey(), part))
        .flatMap(
            from ->
                from.getValue().stream()
                    .filter(to -> !isWithin(to, part) && !values.contains(to))
                    .map(to -> from.getKey() + " sees " + to))
        .toList();
  }

  private static boolean isWithin(String name, String part) {
    return name.equals(part) || name.startsWith(part + ".");
  }

  /** From each package to those that it uses, both below the root and without it. */
  private Map<String, Set<String>> found(JavaClasses classes) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass type : classes) {
      if (!type.getSimpleName().equals("package-info") && isWithin(type.getPackageName(), root)) {
        Set<String> uses = found.computeIfAbsent(name(type), _ -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> isWithin(target.getPackageName(), root))
            .map(this::name)
            .filter(target -> !target.equals(name(type)))
            .forEach(uses::add);
      }
    }
    return found;
  }

  private String name(JavaClass type) {
    String whole = type.getPackageName();
    return whole.equals(root) ? "" : whole.substring(root.length() + 1);
  }
}
