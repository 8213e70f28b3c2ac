// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.Permissions;
import dev.filetrail.trail.Visits;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.inject.Singleton;

/**
 * Lists no tool that would not work for want of a permission. Whoever calls it all the same, from a list of before, is let
 * through: what Defender then says names the permission to grant, where the extension would say that there is no such tool.
 */
@Singleton
class PermittedTools implements ToolFilter {

    private final Permissions permissions;
    private final Visits visits;

    PermittedTools(Permissions permissions, Visits visits) {
        this.permissions = permissions;
        this.visits = visits;
    }

    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        return context.method() != McpMethod.TOOLS_LIST || permissions.allow(tool.name(), visits.caller());
    }
}
