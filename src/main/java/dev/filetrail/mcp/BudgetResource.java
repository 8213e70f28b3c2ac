// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.MachineTrail;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.util.List;
import java.util.Map;

/** The resource {@code filetrail://budget}: what is left of the calls of each kind. Reading it costs none. */
class BudgetResource {

    private static final String URI = "filetrail://budget";

    private final MachineTrail trail;
    private final ObjectMapper json;

    BudgetResource(MachineTrail trail, ObjectMapper json) {
        this.trail = trail;
        this.json = json;
    }

    @Resource(
            uri = URI,
            name = "budget",
            title = "Calls left",
            description = "How many calls to Microsoft Defender this minute and this hour still allow, for each kind of"
                    + " call, and how long until the next one. Reading it costs none.",
            mimeType = "application/json")
    TextResourceContents budget() throws JsonProcessingException {
        List<Allowance> allowances = trail.budget();
        return new TextResourceContents(
                URI, json.writeValueAsString(Map.of("allowances", allowances)), "application/json");
    }
}
