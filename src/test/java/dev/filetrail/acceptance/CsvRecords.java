// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values strictly as RFC 4180 has them: lines end with CR LF, quotation marks stand where they may. */
final class CsvRecords {

    private final String text;
    private int at;

    private CsvRecords(String text) {
        this.text = text;
    }

    static List<List<String>> of(String text) {
        CsvRecords reader = new CsvRecords(text);
        List<List<String>> records = new ArrayList<>();
        while (reader.at < text.length()) {
            records.add(reader.line());
        }
        return records;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.startsWith(",", at)) {
            at++;
            cells.add(cell());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new AssertionError("no end of a line at " + at);
        }
        at += 2;
        return cells;
    }

    private String cell() {
        if (!text.startsWith("\"", at)) {
            int start = at;
            while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            int mark = text.indexOf('"', at);
            if (mark < 0) {
                throw new AssertionError("a quotation that does not end");
            }
            cell.append(text, at, mark);
            at = mark + 1;
            if (!text.startsWith("\"", at)) {
                return cell.toString();
            }
            cell.append('"');
            at++;
        }
    }
}
