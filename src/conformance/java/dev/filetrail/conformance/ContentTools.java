// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolResponse;

/** Tools that give each kind of content. */
class ContentTools {

    @Tool(name = "test_simple_text", description = "Gives a text")
    TextContent text() {
        return new TextContent("This is a simple text response for testing.");
    }

    @Tool(name = "test_image_content", description = "Gives an image")
    ImageContent image() {
        return Samples.image();
    }

    @Tool(name = "test_audio_content", description = "Gives a sound")
    AudioContent audio() {
        return Samples.audio();
    }

    @Tool(name = "test_embedded_resource", description = "Gives a resource inside the result")
    EmbeddedResource resource() {
        return Samples.embedded("test://embedded-resource", "This is an embedded resource content.", "text/plain");
    }

    @Tool(name = "test_multiple_content_types", description = "Gives a text, an image and a resource")
    ToolResponse several() {
        return ToolResponse.success(
                new TextContent("Multiple content types test:"),
                Samples.image(),
                Samples.embedded(
                        "test://mixed-content-resource", "{\"test\":\"data\",\"value\":123}", "application/json"));
    }

    @Tool(name = "test_error_handling", description = "Fails whenever it is called")
    TextContent error() {
        throw new ToolCallException("This tool intentionally returns an error for testing");
    }
}
