// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.MachineQuery;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.MachinesReport.Summary;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds that a call is kept for when it comes again, unless it would take more room than its answer. */
class KeptCallsTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    private final RepeatedCalls calls = new RepeatedCalls(null, null, null, null);

    private boolean keeps(JsonObject arguments) {
        JsonObject call = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call")
                .put("params", new JsonObject().put("name", MachinesTool.NAME).put("arguments", arguments));
        Summary nothing = new Summary(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, 0, 0);
        calls.expect(
                call,
                new MachinesQuestion(FileHash.parse(HASH), MachineQuery.EVERYTHING),
                new MachinesReport(
                        HASH, null, null, 0, 0, nothing, List.of(), null, null, false, 0, false, null, null));
        return calls.known(call) != null;
    }

    private static JsonObject arguments() {
        return new JsonObject().put("hash", HASH);
    }

    @Test
    void oneAsModelsMakeThemIsKept() {
        assertThat(keeps(arguments())).isTrue();
        assertThat(keeps(arguments()
                        .put("device_group", "g".repeat(200))
                        .put("tag", "t".repeat(200))
                        .put("limit", 100)
                        .putNull("os")))
                .isTrue();
    }

    @Test
    void oneOfLongTextsIsNot() {
        String blanks = " ".repeat(900_000);
        assertThat(keeps(arguments().put("hash", blanks + HASH))).isFalse();
        assertThat(keeps(arguments().put("tag", blanks))).isFalse();
        assertThat(keeps(arguments().put("limit", blanks + "5"))).isFalse();
    }

    @Test
    void textsAreLongTogetherToo() {
        String half = " ".repeat(500);
        assertThat(keeps(arguments().put("tag", half))).isTrue();
        assertThat(keeps(arguments().put("tag", half).put("os", half))).isFalse();
    }
}
