// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the shape of a report: its summary over all that match, its pages, and that a stranger's text in it is harmless. */
class ReportingTest {

    private static final String PORTAL = "https://security.microsoft.com";
    private static final FileHash HASH = new FileHash("1e5bc9d7e413ddd7902c2932e418702b84d0cc07");
    private static final Instant FETCHED = Instant.parse("2026-03-04T05:06:07.891Z");

    private static final Perspective APPLICATION = new Perspective("commercial", "tenant", "application");
    private static final Allowance BUDGET = new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone");

    private final Reporting reporting = new Reporting(PORTAL);

    @Test
    void countsOverAllThatMatchAndShowsOnePage() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a")
                        .risk("Low")
                        .os("Ubuntu")
                        .lastSeen("2026-01-02T00:00:00.9Z")
                        .possibleDuplicate(),
                SomeMachine.of("b").risk("High").os("Windows11").firstSeen("2025-01-02T00:00:00Z"),
                SomeMachine.of("c")
                        .risk("High")
                        .os("Windows11")
                        .firstSeen("2024-01-02T00:00:00Z")
                        .excluded(),
                SomeMachine.of("d").os("Windows11").health("Active").group("Servers"),
                SomeMachine.of("e").risk("Odd").os("macOS"));
        MachinesReport report = report(table, query(MachineFilter.ALL, 2));

        assertThat(report.hash()).isEqualTo(HASH.hex());
        assertThat(report.totalMachines()).isEqualTo(5);
        assertThat(report.matchingMachines()).isEqualTo(5);
        assertThat(report.machines()).extracting(Sighting::id).containsExactly("b", "c");
        assertThat(report.summary().byRisk())
                .containsExactly(new Count("High", 2), new Count("Low", 1), new Count("Odd", 1), new Count(null, 1));
        assertThat(report.summary().byOperatingSystem())
                .containsExactly(new Count("Windows11", 3), new Count("Ubuntu", 1), new Count("macOS", 1));
        assertThat(report.summary().byHealth()).containsExactly(new Count(null, 4), new Count("Active", 1));
        assertThat(report.summary().byDeviceGroup()).containsExactly(new Count(null, 4), new Count("Servers", 1));
        assertThat(report.summary().byExposure()).containsExactly(new Count(null, 5));
        assertThat(report.summary().firstSeen()).isEqualTo("2024-01-02T00:00:00Z");
        assertThat(report.summary().lastSeen()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(report.summary().possibleDuplicates()).isOne();
        assertThat(report.summary().excluded()).isOne();
    }

    @Test
    void leavesOutOfTheSummaryWhatDoesNotMatch() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a")
                        .risk("Low")
                        .os("Ubuntu")
                        .lastSeen("2026-01-02T00:00:00Z")
                        .excluded(),
                SomeMachine.of("b").risk("High").os("Windows11"));
        MachinesReport report =
                report(table, query(new MachineFilter("High", null, null, null, null, null, null, null), 25));

        assertThat(report.totalMachines()).isEqualTo(2);
        assertThat(report.matchingMachines()).isOne();
        assertThat(report.summary().byRisk()).containsExactly(new Count("High", 1));
        assertThat(report.summary().byOperatingSystem()).containsExactly(new Count("Windows11", 1));
        assertThat(report.summary().lastSeen()).isNull();
        assertThat(report.summary().excluded()).isZero();
        assertThat(report.nextCursor()).isNull();
    }

    @Test
    void reportsThatThereIsNone() {
        MachinesReport report = report(SomeMachine.tableOf(0), query(MachineFilter.ALL, 25));

        assertThat(report.totalMachines()).isZero();
        assertThat(report.machines()).isEmpty();
        assertThat(report.summary().byRisk()).isEmpty();
        assertThat(report.summary().firstSeen()).isNull();
        assertThat(report.nextCursor()).isNull();
    }

    @Test
    void putsTheRareValuesTogether() {
        MachineTable table = groups(31);
        MachinesReport report = report(table, query(MachineFilter.ALL, 1));

        assertThat(report.summary().byDeviceGroup()).hasSize(30);
        // Group n has n machines: the two smallest are left.
        assertThat(report.summary().byDeviceGroup().get(0)).isEqualTo(new Count("g31", 31));
        assertThat(report.summary().byDeviceGroup().get(28)).isEqualTo(new Count("g3", 3));
        assertThat(report.summary().byDeviceGroup().get(29)).isEqualTo(new Count("(others)", 1 + 2));
        assertThat(report.summary().byDeviceGroup().stream()
                        .mapToInt(Count::machines)
                        .sum())
                .isEqualTo(table.size());
    }

    @Test
    void putsNothingTogetherThatIsFewEnough() {
        assertThat(report(groups(30), query(MachineFilter.ALL, 1)).summary().byDeviceGroup())
                .hasSize(30)
                .contains(new Count("g1", 1))
                .extracting(Count::value)
                .doesNotContain("(others)");
    }

    @Property(tries = 60)
    void turnsPagesWithoutOverlapOrGap(
            @ForAll @IntRange(max = 60) int machines, @ForAll @IntRange(min = 1, max = 20) int limit) {
        Answer answer = new Answer(APPLICATION, HASH, SomeMachine.tableOf(machines), FETCHED, 0);
        List<String> ids = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            MachineQuery query = new MachineQuery(MachineFilter.ALL, Order.NAME, limit, cursor);
            int from = cursor == null ? 0 : PageCursor.decode(HASH, query).from();
            MachinesReport report = report(new Given(answer, true, null), query, from, null, 0);
            report.machines().forEach(machine -> ids.add(machine.id()));
            cursor = report.nextCursor();
            pages++;
        } while (cursor != null);

        assertThat(ids).hasSize(machines).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(Math.max(1, (machines + limit - 1) / limit));
    }

    @Test
    void countsTheWindowBackFromTheMomentOfTheAnswerOnEveryPage() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a").risk("High").lastSeen("2026-03-04T04:06:08Z"),
                SomeMachine.of("b").risk("Medium").lastSeen("2026-03-04T05:06:07Z"),
                SomeMachine.of("c").risk("Low").lastSeen("2026-03-04T05:06:07Z"),
                SomeMachine.of("d").risk("Low").lastSeen("2026-03-04T04:06:07Z"));
        Given given = new Given(new Answer(APPLICATION, HASH, table, FETCHED, 0), true, null);
        MachineQuery query = query(new MachineFilter(null, null, null, null, 1, null, null, null), 1);

        MachinesReport first = report(given, query, 0, null, 0);
        MachinesReport second = report(given, query, 1, null, 60);

        assertThat(first.matchingMachines()).isEqualTo(3);
        assertThat(second.summary()).as("cut once").isSameAs(first.summary());
        assertThat(first.machines()).extracting(Sighting::id).containsExactly("a");
        assertThat(second.machines()).extracting(Sighting::id).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
    void givesAnEmptyPageBehindTheLast(int from) {
        Answer answer = new Answer(APPLICATION, HASH, SomeMachine.tableOf(3), FETCHED, 0);
        MachinesReport report =
                report(new Given(answer, true, null), query(MachineFilter.ALL, Integer.MAX_VALUE), from, null, 0);

        assertThat(report.machines()).isEmpty();
        assertThat(report.nextCursor()).isNull();
        assertThat(report.matchingMachines()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil",
                "a b",
                "a?x=y",
                "a#b",
                "a/b",
                "a%2Fb",
                "javascript:alert(1)",
                "a\n",
                "ä",
                "\u202Ea",
                "<b>",
                ")"
            })
    void linksToNoPageOfAStrangeId(String id) {
        Sighting machine = report(SomeMachine.table(SomeMachine.of(id)), query(MachineFilter.ALL, 25))
                .machines()
                .get(0);

        assertThat(machine.link()).isEqualTo(PORTAL + "/machines");
    }

    @Test
    void linksToThePageOfAMachine() {
        String id = "0e23b8b23abcdefabcdef6f877b45d19c04a522d";
        Sighting machine = report(SomeMachine.table(SomeMachine.of(id)), query(MachineFilter.ALL, 25))
                .machines()
                .get(0);

        assertThat(machine.link()).isEqualTo(PORTAL + "/machines/" + id);
    }

    @Test
    void linksToThePageOfTheFile() {
        MachinesReport report = report(SomeMachine.table(), query(MachineFilter.ALL, 25));

        assertThat(report.link()).isEqualTo(PORTAL + "/file/" + report.hash());
    }

    @Test
    void makesVisibleWhateverAStrangerWrote() {
        String wild = "a\u202E\n\u0000b";
        MachineTable table = SomeMachine.table(SomeMachine.of(wild)
                .name(wild)
                .group(wild)
                .os(wild)
                .health(wild)
                .risk(wild)
                .exposure(wild)
                .tags(wild, "c\u200B"));
        MachinesReport report = report(table, query(MachineFilter.ALL, 25));

        String shown = "a\\u202E\\u000A\\u0000b";
        Sighting machine = report.machines().get(0);
        assertThat(List.of(
                        machine.id(),
                        machine.name(),
                        machine.deviceGroup(),
                        machine.operatingSystem(),
                        machine.health(),
                        machine.risk(),
                        machine.exposure()))
                .containsOnly(shown);
        assertThat(machine.tags()).containsExactly(shown, "c\\u200B");
        assertThat(report.summary().byDeviceGroup()).containsExactly(new Count(shown, 1));
        assertThat(report.summary().byRisk()).containsExactly(new Count(shown, 1));
        assertThat(report.toString().codePoints().filter(Character::isISOControl))
                .isEmpty();
    }

    @Test
    void tellsHowOldTheAnswerIs() {
        Answer answer = new Answer(APPLICATION, HASH, SomeMachine.tableOf(1), FETCHED, 0);
        MachineQuery query = query(MachineFilter.ALL, 25);

        MachinesReport report = report(new Given(answer, true, null), query, 0, null, 42);
        assertThat(report.fetchedAt()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(report.ageSeconds()).isEqualTo(42);
        assertThat(report.remembered()).isTrue();
        assertThat(report.stale()).isFalse();
        assertThat(report.budget()).isEqualTo(BUDGET);
        assertThat(report.resolvedFrom()).isNull();
    }

    @Test
    void saysWhyAnAnswerIsStaleAndWhatItWasAskedWith() {
        Answer answer = new Answer(APPLICATION, HASH, SomeMachine.tableOf(1), FETCHED, 0);
        String sha256 = "ab".repeat(32);

        MachinesReport report =
                report(new Given(answer, true, "Defender is down."), query(MachineFilter.ALL, 25), 0, sha256, 900);

        assertThat(report.stale()).isTrue();
        assertThat(report.staleReason()).isEqualTo("Defender is down.");
        assertThat(report.resolvedFrom()).isEqualTo(sha256);
        assertThat(report.hash()).isEqualTo(HASH.hex());
    }

    private MachinesReport report(MachineTable table, MachineQuery query) {
        return report(new Given(new Answer(APPLICATION, HASH, table, FETCHED, 0), false, null), query, 0, null, 0);
    }

    private MachinesReport report(Given given, MachineQuery query, int from, String resolvedFrom, long ageSeconds) {
        return reporting.report(given, Reporting.cut(given, query), query, from, resolvedFrom, ageSeconds, BUDGET);
    }

    private static MachineQuery query(MachineFilter filter, int limit) {
        return new MachineQuery(filter, Order.RISK, limit, null);
    }

    /** So many groups, the n-th of n machines. */
    private static MachineTable groups(int count) {
        return SomeMachine.table(IntStream.rangeClosed(1, count)
                .boxed()
                .flatMap(group -> IntStream.range(0, group)
                        .mapToObj(i -> SomeMachine.of(group + "-" + i).group("g" + group)))
                .toArray(SomeMachine[]::new));
    }
}
