// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.CsvForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The list in a tool's answer as comma-separated values (RFC 4180), a line for each entry, in which no cell is a formula. The
 * columns are the names that the structure has.
 */
public enum AnswerTable {
    /** A line for each machine of the page. */
    MACHINES(MachinesTool.NAME, CsvForm.HEADER) {
        @Override
        List<JsonObject> rows(JsonObject answer) {
            return entries(answer, "machines").stream()
                    .map(machine -> machine.copy()
                            .put("hash", answer.getValue("hash"))
                            .put("resolved_from", answer.getValue("resolved_from")))
                    .toList();
        }
    },
    /** A line for each hash, those without an answer included, and what is none: whoever reads a table is told nowhere else. */
    SWEEP(SweepTool.NAME, "hash,resolved_from,outcome,machines,worst_risk,last_seen,age_seconds,stale,reason") {
        @Override
        List<JsonObject> rows(JsonObject answer) {
            List<JsonObject> rows = new ArrayList<>();
            entries(answer, "files").forEach(file -> rows.add(file.copy().put("outcome", "answered")));
            rows.addAll(entries(answer, "failed"));
            answer.getJsonArray("unfinished")
                    .forEach(hash -> rows.add(new JsonObject()
                            .put("hash", hash)
                            .put("outcome", "unfinished")
                            .put("reason", answer.getValue("unfinished_reason"))));
            entries(answer, "not_understood")
                    .forEach(given -> rows.add(notUnderstood(given.getString("text"), given.getString("reason"))));
            int more = answer.getInteger("more_not_understood");
            if (more > 0) {
                rows.add(notUnderstood(null, more + " more"));
            }
            return rows;
        }

        private static JsonObject notUnderstood(String text, String reason) {
            return new JsonObject()
                    .put("hash", text)
                    .put("outcome", "not_understood")
                    .put("reason", reason);
        }
    },
    /** A line for each alert of the page. */
    ALERTS(
            FileAlertsTool.NAME,
            "hash,id,incident_id,severity,status,classification,title,category,threat_family,detection_source,machine_id,"
                    + "machine_name,created,first_event,last_event,resolved,techniques,link") {
        @Override
        List<JsonObject> rows(JsonObject answer) {
            return entries(answer, "alerts").stream()
                    .map(alert -> alert.copy().put("hash", answer.getValue("hash")))
                    .toList();
        }
    };

    private static final String END_OF_LINE = "\r\n";

    private final String tool;
    private final String header;

    AnswerTable(String tool, String header) {
        this.tool = tool;
        this.header = header;
    }

    abstract List<JsonObject> rows(JsonObject answer);

    /**
     * The table of a tool.
     *
     * @param tool any name
     * @return null when its answer is no list
     */
    public static AnswerTable of(String tool) {
        for (AnswerTable table : values()) {
            if (table.tool.equals(tool)) {
                return table;
            }
        }
        return null;
    }

    /**
     * Writes an answer.
     *
     * @param answer the tool's structure
     * @return the header and a line for each entry, each with its end
     */
    public String csv(JsonObject answer) {
        String[] columns = header.split(",");
        StringBuilder csv = new StringBuilder(header).append(END_OF_LINE);
        for (JsonObject row : rows(answer)) {
            for (int i = 0; i < columns.length; i++) {
                csv.append(i == 0 ? "" : ",").append(CsvForm.cell(text(row.getValue(columns[i]))));
            }
            csv.append(END_OF_LINE);
        }
        return csv.toString();
    }

    private static String text(Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(";"))
                : value == null ? null : value.toString();
    }

    private static List<JsonObject> entries(JsonObject answer, String list) {
        JsonArray array = answer.getJsonArray(list);
        List<JsonObject> entries = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            entries.add(array.getJsonObject(i));
        }
        return entries;
    }
}
