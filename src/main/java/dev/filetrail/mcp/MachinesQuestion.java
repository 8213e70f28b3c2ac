// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.MachineQuery;
import dev.filetrail.trail.MachinesReport;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.List;

/**
 * What a call of {@code get_machines_for_file_hash} asks.
 *
 * @param hash the file
 * @param query what is wanted of the answer
 */
record MachinesQuestion(FileHash hash, MachineQuery query) {

    /**
     * The answer as a model gets it.
     *
     * @param report what the trail says
     * @return the report as a text, and as a structure
     */
    ToolResponse answer(MachinesReport report) {
        String text = ReportText.of(report, query.filter(), query.cursor() != null);
        return new ToolResponse(false, List.of(new TextContent(text)), report, null);
    }
}
