// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds that a text never grows longer than it may, whatever the machines are called. */
class WholeReportTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(WholeReport.class)
    void holdsAsManyAsItSays(WholeReport form) {
        String text = form.text(report(form.usuallyHolds(), "wks-lon-4235.emea.northwind.example"), json);

        assertThat(text.length()).isLessThanOrEqualTo(WholeReport.MOST);
    }

    @ParameterizedTest
    @EnumSource(WholeReport.class)
    void endsWhereItWouldBeTooLong(WholeReport form) {
        assertThat(form.text(report(100_000, "wks-lon-4235.emea.northwind.example"), json))
                .isNull();
        assertThat(form.text(report(300, "\uD83D\uDCBB".repeat(25_000)), json)).isNull();
    }

    @Test
    void isOneHeaderForNoMachines() {
        assertThat(WholeReport.CSV.text(report(0, ""), json))
                .startsWith("hash,id,")
                .endsWith(",link,resolved_from\r\n")
                .hasLineCount(1);
        assertThat(WholeReport.JSON.text(report(0, ""), json)).contains("\"machines\":[]", "\"next_cursor\":null");
    }

    private static MachinesReport report(int machines, String name) {
        Sighting machine = new Sighting(
                "1ad6f4c6b0e24e1d8f0d6f0a5c2f9e7d31b8a4c0",
                name,
                "Workstations EMEA",
                "Windows11",
                "22H2",
                "Active",
                "High",
                "Medium",
                "Normal",
                "10.20.30.40",
                "203.0.113.7",
                List.of("vip"),
                "2025-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                "Onboarded",
                false,
                false,
                null,
                "https://security.microsoft.com/machines/1ad6f4c6b0e24e1d8f0d6f0a5c2f9e7d31b8a4c0");
        return new MachinesReport(
                HASH,
                null,
                "https://security.microsoft.com/files/" + HASH,
                machines,
                machines,
                new Summary(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, 0, 0),
                Collections.nCopies(machines, machine),
                null,
                "2026-01-01T00:00:00Z",
                false,
                0,
                false,
                null,
                new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone"));
    }
}
