// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.CsvForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class AnswerTableTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String SHA256 = HASH + "0123456789abcdef01234567";

    @Test
    void isThereWhereTheAnswerIsAList() {
        assertThat(AnswerTable.of("get_machines_for_file_hash")).isEqualTo(AnswerTable.MACHINES);
        assertThat(AnswerTable.of("sweep_file_hashes")).isEqualTo(AnswerTable.SWEEP);
        assertThat(AnswerTable.of("get_file_alerts")).isEqualTo(AnswerTable.ALERTS);
        assertThat(AnswerTable.of("get_machine")).isNull();
        assertThat(AnswerTable.of("none")).isNull();
    }

    @Test
    void hasTheColumnsOfTheTerminalAndNoFormula() {
        JsonObject machine = new JsonObject()
                .put("id", "a")
                .put("name", "=cmd|'/c calc'!A1")
                .put("device_group", "+1, \"two\"")
                .put("tags", new JsonArray().add("@x").add("y\r\nz"))
                .put("possible_duplicate", false)
                .put("os_version", null);
        String csv = AnswerTable.MACHINES.csv(new JsonObject()
                .put("hash", HASH)
                .put("resolved_from", SHA256)
                .put("machines", new JsonArray().add(machine)));

        assertThat(csv)
                .isEqualTo(CsvForm.HEADER + "\r\n" + HASH
                        + ",a,'=cmd|'/c calc'!A1,\"'+1, \"\"two\"\"\",,,,,,,,,\"'@x;y\r\nz\",,,,false,,,," + SHA256
                        + "\r\n");
    }

    @Test
    void hasALineForEveryHashOfASweep() {
        String csv = AnswerTable.SWEEP.csv(new JsonObject()
                .put(
                        "files",
                        new JsonArray().add(new JsonObject().put("hash", HASH).put("machines", 0)))
                .put(
                        "failed",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("hash", "b")
                                        .put("outcome", "too_large")
                                        .put("reason", "-1")))
                .put("unfinished", new JsonArray().add("c"))
                .put("unfinished_reason", "Wait.")
                .put(
                        "not_understood",
                        new JsonArray().add(new JsonObject().put("text", "=d").put("reason", "an MD5")))
                .put("more_not_understood", 2));

        assertThat(csv.lines().skip(1))
                .containsExactly(
                        HASH + ",,answered,0,,,,,",
                        "b,,too_large,,,,,,'-1",
                        "c,,unfinished,,,,,,Wait.",
                        "'=d,,not_understood,,,,,,an MD5",
                        ",,not_understood,,,,,,2 more");
    }
}
