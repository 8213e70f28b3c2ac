// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.CompleteArg;
import io.quarkiverse.mcp.server.CompletePrompt;
import io.quarkiverse.mcp.server.CompletionResponse;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptArg;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import java.util.List;

/** Prompts of each kind of content, and what completes an argument. */
class Prompts {

    private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

    @Prompt(name = "test_simple_prompt", description = "A prompt without arguments")
    PromptMessage simple() {
        return PromptMessage.withUserRole("This is a simple prompt for testing.");
    }

    @Prompt(name = WITH_ARGUMENTS, description = "A prompt with two arguments")
    PromptMessage withArguments(
            @PromptArg(description = "First test argument") String arg1,
            @PromptArg(description = "Second test argument") String arg2) {
        return PromptMessage.withUserRole("Prompt with arguments: arg1='" + arg1 + "', arg2='" + arg2 + "'");
    }

    @CompletePrompt(WITH_ARGUMENTS)
    CompletionResponse complete(@CompleteArg(name = "arg1") String begun) {
        List<String> values = List.of("paris", "park", "party", "test").stream()
                .filter(value -> value.startsWith(begun))
                .toList();
        return new CompletionResponse(values, values.size(), false);
    }

    @Prompt(name = "test_prompt_with_embedded_resource", description = "A prompt with a resource inside")
    PromptResponse withResource(@PromptArg(description = "URI of the resource to embed") String resourceUri) {
        return PromptResponse.withMessages(
                PromptMessage.withUserRole(
                        Samples.embedded(resourceUri, "Embedded resource content for testing.", "text/plain")),
                PromptMessage.withUserRole("Please process the embedded resource above."));
    }

    @Prompt(name = "test_prompt_with_image", description = "A prompt with an image")
    PromptResponse withImage() {
        return PromptResponse.withMessages(
                PromptMessage.withUserRole(Samples.image()),
                PromptMessage.withUserRole("Please analyze the image above."));
    }
}
