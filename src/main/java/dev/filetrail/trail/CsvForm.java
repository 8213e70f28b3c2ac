// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine as a line of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it: names and tags are an attacker's to choose.
 */
public final class CsvForm {

    /** The names of the columns. */
    public static final String HEADER =
            "hash,id,name,device_group,operating_system,os_version,health,risk,exposure,value,last_ip,"
                    + "last_external_ip,tags,first_seen,last_seen,onboarding,possible_duplicate,excluded,merged_into,link,"
                    + "resolved_from";

    /** What begins a formula; spreadsheets take the wide forms of East Asian writing for the same signs. */
    private static final String BEGINS_A_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvForm() {}

    /**
     * One line.
     *
     * @param hash the file's SHA-1
     * @param resolvedFrom the SHA-256 that was asked with, null when it was the SHA-1
     * @param machine which has reported it
     * @return without the line's end
     */
    public static String row(String hash, String resolvedFrom, Sighting machine) {
        return Stream.of(
                        hash,
                        machine.id(),
                        machine.name(),
                        machine.deviceGroup(),
                        machine.operatingSystem(),
                        machine.osVersion(),
                        machine.health(),
                        machine.risk(),
                        machine.exposure(),
                        machine.value(),
                        machine.lastIp(),
                        machine.lastExternalIp(),
                        String.join(";", machine.tags()),
                        machine.firstSeen(),
                        machine.lastSeen(),
                        machine.onboarding(),
                        String.valueOf(machine.possibleDuplicate()),
                        String.valueOf(machine.excluded()),
                        machine.mergedInto(),
                        machine.link(),
                        resolvedFrom)
                .map(CsvForm::cell)
                .collect(Collectors.joining(","));
    }

    /**
     * One cell.
     *
     * @param text may be null
     * @return the text, quoted where it has to be, and never a formula; empty for null
     */
    public static String cell(String text) {
        if (text == null) {
            return "";
        }
        String harmless = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted =
                Arrays.stream(new String[] {",", "\"", "\n", "\r", ";"}).anyMatch(harmless::contains);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
