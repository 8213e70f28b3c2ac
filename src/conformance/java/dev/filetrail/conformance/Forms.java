// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest;
import io.quarkiverse.mcp.server.ElicitationRequest.BooleanSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.EnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.IntegerSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.MultiSelectEnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.NumberSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.SingleSelectEnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.StringSchema;
import io.quarkiverse.mcp.server.ElicitationResponse;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolCallException;
import java.util.List;

/** Tools that ask the client's user with every kind of field that a form may have. */
class Forms {

    private static final List<String> OPTIONS = List.of("option1", "option2", "option3");
    private static final List<String> VALUES = List.of("value1", "value2", "value3");

    @Tool(name = "test_elicitation_sep1034_defaults", description = "Asks with a form whose fields are filled in")
    TextContent defaults(Elicitation elicitation) {
        return ask(
                elicitation,
                "Elicitation completed",
                elicitation
                        .requestBuilder()
                        .setMessage("Please review and update the form fields with defaults")
                        .addSchemaProperty(
                                "name",
                                StringSchema.builder()
                                        .setDefaultValue("John Doe")
                                        .build())
                        .addSchemaProperty(
                                "age",
                                IntegerSchema.builder().setDefaultValue(30).build())
                        .addSchemaProperty(
                                "score",
                                NumberSchema.builder().setDefaultValue(95.5).build())
                        .addSchemaProperty(
                                "status",
                                EnumSchema.builder(List.of("active", "inactive", "pending"))
                                        .setDefaultValue("active")
                                        .build())
                        .addSchemaProperty(
                                "verified",
                                BooleanSchema.builder().setDefaultValue(true).build()));
    }

    @Tool(name = "test_elicitation_sep1330_enums", description = "Asks with a form of every kind of choice")
    TextContent choices(Elicitation elicitation) {
        return ask(
                elicitation,
                "Elicitation completed",
                elicitation
                        .requestBuilder()
                        .setMessage("Please select options from the enum fields")
                        .addSchemaProperty(
                                "untitledSingle",
                                SingleSelectEnumSchema.builder(OPTIONS).build())
                        .addSchemaProperty(
                                "titledSingle",
                                SingleSelectEnumSchema.builder(VALUES)
                                        .setEnumTitles(List.of("First Option", "Second Option", "Third Option"))
                                        .build())
                        .addSchemaProperty(
                                "legacyEnum",
                                EnumSchema.builder(List.of("opt1", "opt2", "opt3"))
                                        .setEnumNames(List.of("Option One", "Option Two", "Option Three"))
                                        .build())
                        .addSchemaProperty(
                                "untitledMulti",
                                MultiSelectEnumSchema.builder(OPTIONS).build())
                        .addSchemaProperty(
                                "titledMulti",
                                MultiSelectEnumSchema.builder(VALUES)
                                        .setEnumTitles(List.of("First Choice", "Second Choice", "Third Choice"))
                                        .build()));
    }

    /** Sends a form, and says what came back of it. */
    static TextContent ask(Elicitation elicitation, String saying, ElicitationRequest.Builder form) {
        if (!elicitation.isSupported()) {
            throw new ToolCallException("The client does not support elicitation.");
        }
        ElicitationResponse response = form.build().sendAndAwait();
        return new TextContent(saying + ": action=" + response.action() + ", content="
                + response.content().asMap());
    }
}
