// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.defender.Machine;
import dev.filetrail.trail.MachineTable.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Holds that a table keeps every machine of the whole pages, once, and nothing of the pages that broke off. */
class MachineTableTest {

    @Test
    void keepsAllOfAMachine() {
        Machine whole = new Machine(
                "id1",
                "wks-1",
                Instant.parse("2024-11-05T11:54:59.571Z"),
                Instant.parse("2025-04-02T02:51:16.205Z"),
                "Windows11",
                "22H2",
                "10.0.0.1",
                "2001:db8::1",
                "Active",
                "High",
                "Servers",
                "Medium",
                "Low",
                List.of("a", "b"),
                "Onboarded",
                true,
                true,
                "id2");
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        builder.pageBegins();
        builder.add(whole);
        builder.add(SomeMachine.of("id2").made());
        builder.pageRead();
        MachineTable table = builder.build();

        assertThat(table.size()).isEqualTo(2);
        assertThat(machine(table, 0)).isEqualTo(whole);
        assertThat(machine(table, 1)).isEqualTo(SomeMachine.of("id2").made());
    }

    @Test
    void sortsWhatWasNeverSeenBeforeAllElse() {
        MachineTable table =
                SomeMachine.table(SomeMachine.of("a"), SomeMachine.of("b").lastSeen("0002-01-01T00:00:00Z"));

        assertThat(table.lastSeenMillis(0)).isLessThan(table.lastSeenMillis(1));
        assertThat(table.lastSeen(0)).isNull();
        assertThat(table.firstSeen(0)).isNull();
    }

    @Test
    void forgetsAPageThatBrokeOffWhenItIsReadAgain() {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        page(builder, true, "a", "b");
        page(builder, false, "c", "x", "y");
        assertThat(builder.size()).isEqualTo(5);
        page(builder, false, "c");
        page(builder, true, "c", "d");

        assertThat(ids(builder.build())).containsExactly("a", "b", "c", "d");
    }

    @Test
    void forgetsAFirstPageThatBrokeOff() {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        page(builder, false, "x", "y", "z");
        builder.pageBegins();
        assertThat(builder.size()).isZero();
        builder.pageRead();

        assertThat(builder.build().size()).isZero();
    }

    @Test
    void mixesNothingOfAVoidMachineIntoTheOneInItsPlace() {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        builder.pageBegins();
        builder.add(SomeMachine.of("void")
                .name("void")
                .risk("High")
                .tags("t")
                .lastSeen("2025-01-01T00:00:00Z")
                .possibleDuplicate()
                .excluded()
                .made());
        page(builder, true, "a");

        MachineTable table = builder.build();
        assertThat(machine(table, 0)).isEqualTo(SomeMachine.of("a").made());
    }

    @Test
    void countsAMachineOnceThatStandsOnTwoPages() {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        builder.pageBegins();
        builder.add(SomeMachine.of("a").name("first").risk("High").tags("t").made());
        builder.add(SomeMachine.of("b").name("b").risk("Low").made());
        builder.pageRead();
        builder.pageBegins();
        builder.add(SomeMachine.of("a").name("second").risk("None").made());
        builder.add(SomeMachine.of("c").name("c").health("Active").excluded().made());
        builder.add(SomeMachine.of("b").name("again").made());
        builder.add(SomeMachine.of("d").name("d").exposure("High").made());
        builder.pageRead();
        MachineTable table = builder.build();

        assertThat(ids(table)).containsExactly("a", "b", "c", "d");
        assertThat(machine(table, 0))
                .isEqualTo(
                        SomeMachine.of("a").name("first").risk("High").tags("t").made());
        assertThat(machine(table, 1))
                .isEqualTo(SomeMachine.of("b").name("b").risk("Low").made());
        assertThat(machine(table, 2))
                .isEqualTo(SomeMachine.of("c")
                        .name("c")
                        .health("Active")
                        .excluded()
                        .made());
        assertThat(machine(table, 3))
                .isEqualTo(SomeMachine.of("d").name("d").exposure("High").made());
    }

    @Test
    void keepsTagsApartWhateverStandsInThem() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("none"),
                SomeMachine.of("one").tags("vip"),
                SomeMachine.of("two").tags("vip", "a,b;c d"),
                SomeMachine.of("hostile").tags("a\u001Fb", "c"),
                SomeMachine.of("hostile alone").tags("a\u001Fb"));

        assertThat(table.tags(0)).isEmpty();
        assertThat(table.tags(1)).containsExactly("vip");
        assertThat(table.tags(2)).containsExactly("vip", "a,b;c d");
        assertThat(table.tags(3)).containsExactly("a b", "c");
        assertThat(table.tags(4)).containsExactly("a b");
    }

    @Test
    void sharesTheWordsThatMachinesShare() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a").os("Windows11"),
                SomeMachine.of("b").os("Ubuntu"),
                SomeMachine.of("c"),
                SomeMachine.of("d").os("Windows11"));

        assertThat(table.words(Column.OPERATING_SYSTEM)).hasSize(3);
        assertThat(table.number(Column.OPERATING_SYSTEM, 0)).isEqualTo(table.number(Column.OPERATING_SYSTEM, 3));
        assertThat(table.word(Column.OPERATING_SYSTEM, 2)).isNull();
    }

    @Property(tries = 200)
    void keepsEveryMachineOfTheWholePagesOnce(
            @ForAll @Size(max = 8) List<@Size(max = 100) List<@IntRange(max = 200) Integer>> pages,
            @ForAll int broken) {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            // A page holds a machine once; pages may share machines.
            String[] ids = pages.get(i).stream().distinct().map(id -> "m" + id).toArray(String[]::new);
            if ((broken >> i & 1) == 1) {
                page(builder, false, "lost" + i, "lost too");
            }
            page(builder, true, ids);
            expected.addAll(List.of(ids));
        }
        MachineTable table = builder.build();

        assertThat(ids(table))
                .containsExactlyElementsOf(expected.stream().distinct().toList());
        for (int i = 0; i < table.size(); i++) {
            assertThat(table.name(i)).isEqualTo("name of " + table.id(i));
        }
    }

    @Test
    void keepsThousandsInTheirOrderWhateverBreaksOff() {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        page(builder, true, ids(0, 1_500));
        page(builder, false, ids(5_000, 9_000));
        page(builder, true, ids(1_400, 3_072));
        page(builder, false, ids(5_000, 5_003));
        page(builder, true, ids(3_072, 3_500));
        MachineTable table = builder.build();

        assertThat(ids(table)).containsExactly(ids(0, 3_500));
        for (int i = 0; i < table.size(); i++) {
            assertThat(table.name(i)).isEqualTo("name of " + table.id(i));
        }
    }

    private static String[] ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> "m" + id).toArray(String[]::new);
    }

    private static void page(MachineTable.Builder builder, boolean whole, String... ids) {
        builder.pageBegins();
        for (String id : ids) {
            SomeMachine machine = SomeMachine.of(id);
            builder.add((id.length() > 1 ? machine.name("name of " + id) : machine).made());
        }
        if (whole) {
            builder.pageRead();
        }
    }

    private static List<String> ids(MachineTable table) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            ids.add(table.id(i));
        }
        return ids;
    }

    private static Machine machine(MachineTable table, int place) {
        return new Machine(
                table.id(place),
                table.name(place),
                table.firstSeen(place),
                table.lastSeen(place),
                table.word(Column.OPERATING_SYSTEM, place),
                table.word(Column.OS_VERSION, place),
                table.lastIp(place),
                table.lastExternalIp(place),
                table.word(Column.HEALTH, place),
                table.word(Column.VALUE, place),
                table.word(Column.DEVICE_GROUP, place),
                table.word(Column.RISK, place),
                table.word(Column.EXPOSURE, place),
                table.tags(place),
                table.word(Column.ONBOARDING, place),
                table.possibleDuplicate(place),
                table.excluded(place),
                table.mergedInto(place));
    }
}
