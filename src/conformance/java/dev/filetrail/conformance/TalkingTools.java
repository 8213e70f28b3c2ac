// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest.StringSchema;
import io.quarkiverse.mcp.server.McpLog;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.Sampling;
import io.quarkiverse.mcp.server.SamplingMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;

/** Tools that talk with the client while they are called: by log, by progress, by a question to its model or its user. */
class TalkingTools {

    private static final int MOST_TOKENS = 100;

    @Tool(name = "test_tool_with_logging", description = "Logs three lines at level info")
    TextContent logging(McpLog log) {
        log.info("Tool execution started");
        log.info("Tool processing data");
        log.info("Tool execution completed");
        return new TextContent("Logged three lines.");
    }

    @Tool(name = "test_logging_tool", description = "Logs one line, which only a client that asked for logs may see")
    TextContent loggingUnasked(McpLog log) {
        log.info("A line that nobody may have asked for");
        return new TextContent("Logged one line.");
    }

    @Tool(name = "test_tool_with_progress", description = "Tells its progress three times, if it is asked to")
    TextContent progress(Progress progress) {
        if (progress.token().isPresent()) {
            for (int done = 0; done <= 100; done += 50) {
                progress.notificationBuilder()
                        .setProgress(done)
                        .setTotal(100)
                        .build()
                        .send()
                        .await()
                        .indefinitely();
            }
        }
        return new TextContent("Done.");
    }

    @Tool(name = "test_sampling", description = "Has the client's model answer a prompt")
    TextContent sampling(@ToolArg(description = "What to ask the model") String prompt, Sampling sampling) {
        if (!sampling.isSupported()) {
            throw new ToolCallException("The client does not support sampling.");
        }
        return new TextContent("LLM response: "
                + sampling.requestBuilder()
                        .addMessage(SamplingMessage.withUserRole(prompt))
                        .setMaxTokens(MOST_TOKENS)
                        .build()
                        .sendAndAwait()
                        .content()
                        .asText()
                        .text());
    }

    @Tool(name = "test_elicitation", description = "Has the client's user fill in a form")
    TextContent elicitation(@ToolArg(description = "What to say to the user") String message, Elicitation elicitation) {
        return Forms.ask(
                elicitation,
                "User response",
                elicitation
                        .requestBuilder()
                        .setMessage(message)
                        .addSchemaProperty("username", required("User's response"))
                        .addSchemaProperty("email", required("User's email address")));
    }

    private static StringSchema required(String description) {
        return StringSchema.builder()
                .setDescription(description)
                .setRequired(true)
                .build();
    }
}
