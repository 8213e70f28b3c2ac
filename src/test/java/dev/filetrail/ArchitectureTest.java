// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the rooms to the arrows between them: what each may use, and nothing else of ours. */
class ArchitectureTest {

    private static final String HOUSE = "dev.filetrail";
    private static final String IDENTITY = "defender.identity";
    private static final String STDIO = "mcp.stdio";
    private static final String CHAT_TOOLS = "chat.tools";
    /** The rooms within a room. */
    private static final Set<String> INNER = Set.of(IDENTITY, STDIO, CHAT_TOOLS);

    /** A room and the others that it may use. Every one may use what stands in the house itself, beside the rooms. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("mcp", Set.of("trail")),
            entry(STDIO, Set.of("mcp")),
            entry("chat", Set.of("trail")),
            // The tools of mcp, called over plain HTTP: one declaration, both doors.
            entry(CHAT_TOOLS, Set.of("mcp")),
            entry("cli", Set.of("trail", "access", STDIO)),
            entry("trail", Set.of("budget", "defender", "tracing")),
            entry("budget", Set.of()),
            entry("defender", Set.of(IDENTITY, "tracing")),
            entry(IDENTITY, Set.of()),
            entry("access", Set.of("trail")),
            entry("nativeimage", Set.of()),
            entry("tracing", Set.of()),
            entry("simulator", Set.of()));

    /** In the drawing: between rooms, which are written small. */
    private static final String ARROW = "    [a-z_]+ --> [a-z_]+";

    private static final JavaClasses CLASSES = compiled();

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyThoseItMay(String room) {
        Set<String> allowed = new HashSet<>(MAY_USE.get(room));
        allowed.add(room);
        allowed.add("");

        classes()
                .that(describe("are in room " + room, each -> room.equals(room(each))))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are not ours, or in " + allowed, each -> !isOurs(each) || allowed.contains(room(each))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoomThatTheTableKnows() {
        assertThat(CLASSES.stream().map(ArchitectureTest::room).distinct())
                .allMatch(room -> room.isEmpty() || MAY_USE.containsKey(room));
    }

    @Test
    void nothingStandsBesideTheRoomsButHowTextIsLookedAt() {
        assertThat(CLASSES.stream().filter(each -> room(each).isEmpty()).map(JavaClass::getFullName))
                .containsExactlyInAnyOrder(
                        ForeignText.class.getName(), PlainLetters.class.getName(), YesOrNo.class.getName());
    }

    @Test
    void whatStandsBesideTheRoomsUsesNone() {
        classes()
                .that(describe("are in no room", each -> room(each).isEmpty()))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are not ours, or in no room",
                        each -> !isOurs(each) || room(each).isEmpty()))
                .check(CLASSES);
    }

    /** What the compiler makes of it is interpreted natively: decision 18. */
    @Test
    void aRecordThatIsAKeySaysItselfWhatIsEqual() {
        Set<JavaClass> keys = CLASSES.stream()
                .filter(each -> !room(each).equals("simulator"))
                .flatMap(each -> each.getFields().stream())
                .map(JavaField::getType)
                .flatMap(ArchitectureTest::keys)
                .filter(each -> isOurs(each) && each.isRecord())
                .collect(Collectors.toSet());
        assertThat(keys).extracting(JavaClass::getSimpleName).contains("Sight", "Ended", "Who");

        assertThat(keys)
                .allSatisfy(key -> assertThat(List.of(key.getMethod("equals", Object.class), key.getMethod("hashCode")))
                        .as(key.getFullName())
                        // What the compiler has made asks nothing of the record itself.
                        .allMatch(method -> !method.getAccessesFromSelf().isEmpty()));
    }

    private static Stream<JavaClass> keys(JavaType type) {
        return type instanceof JavaParameterizedType map
                        && map.toErasure().isAssignableTo(Map.class)
                        && !map.getActualTypeArguments().isEmpty()
                ? Stream.of(map.getActualTypeArguments().get(0).toErasure())
                : Stream.empty();
    }

    @Test
    void nobodyUsesTheSimulator() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + ".simulator..")
                .check(CLASSES);
    }

    @Test
    void packagesGoInNoCircle() {
        slices().matching(HOUSE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** With {@code -Dsnapshots.write} it draws the arrows instead. */
    @Test
    void theDrawingShowsEveryArrowAndNoOther() throws IOException {
        Path page = Path.of("docs/explanation/architecture.md");
        Set<String> arrows = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            String from = place(each);
            packages.add(from);
            each.getDirectDependenciesFromSelf().stream()
                    .map(use -> use.getTargetClass())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::place)
                    .filter(to -> !to.isEmpty() && !from.isEmpty() && !to.equals(from))
                    .forEach(to -> arrows.add("    " + from + " --> " + to));
        }
        if (System.getProperty("snapshots.write") != null) {
            String drawn = Files.readString(page).replaceAll("(?m)^" + ARROW + "\\R", "");
            Files.writeString(
                    page, drawn.replaceFirst("(?m)^(    Assistants --> access)$", "$1\n" + String.join("\n", arrows)));
        }
        String drawn = Files.readString(page);
        assertThat(Pattern.compile("(?m)^" + ARROW + "$")
                        .matcher(drawn)
                        .results()
                        .map(MatchResult::group))
                .containsExactlyElementsOf(arrows);
        packages.removeAll(Set.of("", "simulator", "nativeimage"));
        assertThat(packages).allSatisfy(each -> {
            assertThat(drawn).containsPattern("(?m)^ +" + each + "(\\[|$)");
            assertThat(drawn).contains("`" + each.replace('_', '.') + "`");
        });
    }

    /** The package of one of ours as the drawing names it. */
    private static String place(JavaClass each) {
        String path = each.getBaseComponentType().getPackageName().substring(HOUSE.length());
        return path.isEmpty() ? "" : path.substring(1).replace('.', '_');
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Util", "Utils", "Manager", "Helper"})
    void noClassIsNamedForNothing(String ending) {
        noClasses().should().haveSimpleNameEndingWith(ending).check(CLASSES);
    }

    /** A framework needs its beans' types public where it refers to them from a package of its own. */
    @Test
    void whatOnlyItsOwnRoomUsesIsNotPublic() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(describe("are in a room of the program", each -> !Set.of("", "simulator")
                        .contains(room(each))))
                .and(describe("are not for a framework", each -> !isForAFramework(each)))
                .should(beUsedByAnotherPackage())
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package, or be what others are given or ask with") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean used = each.getDirectDependenciesToSelf().stream()
                                .anyMatch(use ->
                                        !use.getOriginClass().getPackageName().equals(each.getPackageName()))
                        || isInAPublicSignature(each);
                events.add(new SimpleConditionEvent(
                        each, used, each.getName() + " is public, and only its own room uses it"));
            }
        };
    }

    private static boolean isInAPublicSignature(JavaClass each) {
        return each.getPackage().getClasses().stream()
                .filter(other -> other.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(other -> other.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getOwner().equals(each))
                .anyMatch(method -> method.getRawReturnType().equals(each)
                        || method.getRawParameterTypes().contains(each));
    }

    private static boolean isForAFramework(JavaClass each) {
        return each.isAnnotatedWith(ConfigMapping.class)
                || each.isAnnotatedWith(QuarkusMain.class)
                || (!each.isEnum() && each.getRawInterfaces().stream().anyMatch(type -> !isOurs(type)))
                || CLASSES.stream()
                        .anyMatch(inner ->
                                inner.getEnclosingClass().filter(each::equals).isPresent()
                                        && inner.getRawInterfaces().stream().anyMatch(type -> !isOurs(type)));
    }

    private static JavaClasses compiled() {
        // What stands in the libraries matters only by its name.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HOUSE);
    }

    static Set<String> rooms() {
        return MAY_USE.keySet();
    }

    private static boolean isOurs(JavaClass each) {
        JavaClass element = each.getBaseComponentType();
        return element.getPackageName().equals(HOUSE)
                || element.getPackageName().startsWith(HOUSE + ".");
    }

    /** The room of one of ours: "" in the house itself. */
    private static String room(JavaClass each) {
        String path = each.getBaseComponentType().getPackageName().substring(HOUSE.length());
        if (path.isEmpty()) {
            return "";
        }
        String inside = path.substring(1);
        return INNER.stream()
                .filter(inner -> inside.equals(inner) || inside.startsWith(inner + "."))
                .findFirst()
                .orElseGet(() -> inside.split("\\.", 2)[0]);
    }
}
