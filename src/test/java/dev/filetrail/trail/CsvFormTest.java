// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that a line of values can be read again, and that no cell is a formula. */
class CsvFormTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String SHA256 = HASH + "0123456789abcdef01234567";

    @Test
    void writesAllColumnsInTheOrderOfTheHeader() {
        assertThat(CsvForm.row(HASH, SHA256, machine("wks-1", List.of("vip", "lab"))))
                .isEqualTo(HASH
                        + ",id1,wks-1,Servers,Windows11,22H2,Active,High,Low,Normal,10.0.0.1,2001:db8::1,\"vip;lab\","
                        + "2025-01-01T00:00:00Z,2026-01-01T00:00:00Z,Onboarded,true,false,id2,https://portal/machines/id1,"
                        + SHA256);
        assertThat(CsvForm.HEADER.split(","))
                .hasSize(21)
                .doesNotHaveDuplicates()
                .endsWith("resolved_from");
    }

    @Test
    void leavesEmptyWhatNobodyKnows() {
        Sighting machine = new Sighting(
                "id1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                false,
                null,
                "https://portal/machines/id1");

        assertThat(CsvForm.row(HASH, null, machine))
                .isEqualTo(HASH + ",id1,,,,,,,,,,,,,,,false,false,,https://portal/machines/id1,");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(CsvForm.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvForm.cell("a;b")).isEqualTo("\"a;b\"");
        assertThat(CsvForm.cell("a\nb\r")).isEqualTo("\"a\nb\r\"");
        assertThat(CsvForm.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvForm.cell("\"")).isEqualTo("\"\"\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a=b", "1-2", "a@b", "'", " ", "ü 💻", "10.0.0.1", "::1"})
    void leavesAPlainCellAsItIs(String text) {
        assertThat(CsvForm.cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "=", "-", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20A"})
    void putsAnApostropheBeforeAFormula(String text) {
        assertThat(CsvForm.cell(text)).isEqualTo("'" + text);
    }

    @Test
    void putsAnApostropheBeforeAFormulaThatIsQuoted() {
        assertThat(CsvForm.cell("=HYPERLINK(\"https://evil.example\",\"a\")"))
                .isEqualTo("\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"a\"\")\"");
        assertThat(CsvForm.row(HASH, null, machine("=cmd|' /C calc'!A0", List.of("@a", "=b"))))
                .contains(",'=cmd|' /C calc'!A0,", ",\"'@a;=b\",");
    }

    @Property
    void canBeReadAgain(@ForAll("wild") String name, @ForAll("wild") String tag) {
        List<String> cells = cells(CsvForm.row(HASH, SHA256, machine(name, List.of(tag))));

        assertThat(cells).hasSize(21);
        assertThat(cells.get(2)).isIn(name, "'" + name);
        assertThat(cells.get(12)).isIn(tag, "'" + tag);
        assertThat(cells)
                .noneMatch(cell -> !cell.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(cell.charAt(0)) >= 0);
    }

    private static Sighting machine(String name, List<String> tags) {
        return new Sighting(
                "id1",
                name,
                "Servers",
                "Windows11",
                "22H2",
                "Active",
                "High",
                "Low",
                "Normal",
                "10.0.0.1",
                "2001:db8::1",
                tags,
                "2025-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                "Onboarded",
                true,
                false,
                "id2",
                "https://portal/machines/id1");
    }

    /** Reads a record as RFC 4180 describes it. */
    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char each = row.charAt(i);
            if (each == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        assertThat(quoted).isFalse();
        cells.add(cell.toString());
        return cells;
    }

    @Provide
    Arbitrary<String> wild() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("=+-@\uFF1D\uFF20\",;'\r\n ab").ofMaxLength(12));
    }
}
