// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Holds what a person at a terminal sees: columns that stand straight, and plain words where there is nothing. */
class TableFormTest {

    private static final Allowance BUDGET = new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone");

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    @Test
    void putsMachinesInStraightColumns() {
        String table = TableForm.of(
                report(3, 3, machine("wks-1", "High", "Servers"), machine("a", null, null), machine(null, "Low", "X")));

        assertThat(table.lines().map(String::stripTrailing))
                .containsExactly(
                        HASH + ": 3 machines. Risk: High 1, unknown 2.",
                        "",
                        "NAME    RISK  EXPOSURE  HEALTH  OPERATING SYSTEM  DEVICE GROUP  LAST SEEN",
                        "wks-1   High  -         Active  Windows11 22H2    Servers       2026-01-01T00:00:00Z",
                        "a       -     -         Active  Windows11 22H2    -             2026-01-01T00:00:00Z",
                        "(id-7)  Low   -         Active  Windows11 22H2    X             2026-01-01T00:00:00Z",
                        "");
        assertThat(table.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    @Test
    void namesTheSha256ThatWasGiven() {
        String sha256 = "ab".repeat(32);

        assertThat(TableForm.of(report(sha256, 1, 1, machine("a", "High", null))))
                .startsWith(HASH + " (SHA-256 " + sha256 + "): 1 machine. ");
        assertThat(TableForm.of(report(sha256, 0, 0)))
                .startsWith(HASH + " (SHA-256 " + sha256 + "): no machine in this tenant");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(TableForm.of(report(0, 0)))
                .isEqualTo(
                        HASH
                                + ": no machine in this tenant has reported this file (observations are kept about 180 days).\n\n");
    }

    @Test
    void saysThatNoneMatches() {
        assertThat(TableForm.of(report(5, 0))).isEqualTo(HASH + ": 5 machines, 0 match.\n\n");
    }

    @Test
    void saysHowManyMatchAndHowManyAreLeftOut() {
        String table = TableForm.of(report(12, 7, machine("a", "High", null)));

        assertThat(table).startsWith(HASH + ": 12 machines, 7 match. Risk: ").contains("… and 6 more: --limit N");
    }

    @Test
    void countsOneMachineAsOne() {
        assertThat(TableForm.of(report(1, 1, machine("a", "High", null))))
                .startsWith(HASH + ": 1 machine. ")
                .doesNotContain("more");
    }

    @Test
    void marksAnAnswerThatIsAnOldOne() {
        MachinesReport stale = report(null, 1, 1, 65, "Defender has trouble (503).", machine("a", "High", null));

        assertThat(TableForm.of(stale).lines())
                .startsWith(
                        HASH + ": 1 machine. Risk: High 1, unknown 2.",
                        "Stale: this is the last answer there was, 65 s old. Defender can't be asked at the moment:"
                                + " Defender has trouble (503).",
                        "");
        assertThat(TableForm.of(report(null, 5, 0, 65, "Down."))).contains("5 machines, 0 match.\nStale: ");
        assertThat(TableForm.of(report(null, 0, 0, 65, "Down."))).contains("180 days).\nStale: ");
    }

    @Test
    void saysHowOldARememberedAnswerIs() {
        MachinesReport remembered = report(null, 1, 1, 65, null, machine("a", "High", null));

        assertThat(TableForm.of(remembered)).contains("\nRemembered, 65 s old.\n\n");
        assertThat(TableForm.of(report(1, 1, machine("a", "High", null)))).doesNotContain("old");
    }

    @Test
    void showsAnIdWholeWhereThereIsNoName() {
        assertThat(TableForm.of(report(1, 1, machine("0587bce49aead6f04c69ea424e73d3065f0f10a0", null, "High", null))))
                .contains("\n(0587bce49aead6f04c69ea424e73d3065f0f10a0)  High");
    }

    @Test
    void cutsWhatIsTooWide() {
        String table =
                TableForm.of(report(2, 2, machine("n".repeat(300), "High", "g".repeat(41)), machine("a", "b", "c")));

        assertThat(table)
                .contains("n".repeat(40) + "…  High", "g".repeat(40) + "…  2026")
                .doesNotContain("n".repeat(41));
    }

    @Test
    void countsACharacterOfTwoHalvesAsOne() {
        String table = TableForm.of(report(2, 2, machine("💻💻💻", "High", null), machine("abc", "High", null)));

        assertThat(table).contains("💻💻💻   High", "abc   High").contains("NAME  RISK");
    }

    @Property(tries = 200)
    void showsOneLineForEachMachineWhateverItsName(@ForAll @Size(min = 1, max = 5) List<String> names) {
        Sighting[] machines =
                names.stream().map(name -> machine(name, name, name)).toArray(Sighting[]::new);
        String table = TableForm.of(report(names.size(), names.size(), machines));

        // Heading, blank, titles, machines, blank.
        assertThat(table.split("\n", -1)).hasSize(names.size() + 5);
        assertThat(table.chars().filter(each -> each != '\n' && Character.isISOControl(each)))
                .isEmpty();
        assertThat(table).doesNotContain("\r", "\u2028", "\u202E");
    }

    private static MachinesReport report(int total, int matching, Sighting... machines) {
        return report(null, total, matching, machines);
    }

    private static MachinesReport report(String resolvedFrom, int total, int matching, Sighting... machines) {
        return report(resolvedFrom, total, matching, 0, null, machines);
    }

    private static MachinesReport report(
            String resolvedFrom, int total, int matching, int age, String staleReason, Sighting... machines) {
        Summary summary = new Summary(
                List.of(new Count("High", 1), new Count(null, 2)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                0,
                0);
        return new MachinesReport(
                HASH,
                resolvedFrom,
                "https://portal.example/file",
                total,
                matching,
                summary,
                List.of(machines),
                null,
                "2026-03-04T05:06:07Z",
                age > 0,
                age,
                staleReason != null,
                staleReason,
                BUDGET);
    }

    private static Sighting machine(String name, String risk, String group) {
        return machine("id-7", name, risk, group);
    }

    private static Sighting machine(String id, String name, String risk, String group) {
        return new Sighting(
                id,
                name,
                group,
                "Windows11",
                "22H2",
                "Active",
                risk,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                "2026-01-01T00:00:00Z",
                "Onboarded",
                false,
                false,
                null,
                "https://portal/machines/id-7");
    }
}
