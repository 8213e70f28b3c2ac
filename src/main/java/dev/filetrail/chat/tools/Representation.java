// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import dev.filetrail.mcp.AnswerTable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which an answer is given. */
enum Representation {
    /** The tool's structure. */
    JSON("application/json", "application/json") {
        @Override
        String of(String tool, JsonObject result) {
            return structure(result).encode();
        }
    },
    /** The words that a model reads. */
    MARKDOWN("text/markdown", "text/markdown; charset=utf-8") {
        @Override
        String of(String tool, JsonObject result) {
            return words(result);
        }
    },
    /** The same, for whoever shows it as it is. */
    PLAIN("text/plain", "text/plain; charset=utf-8") {
        @Override
        String of(String tool, JsonObject result) {
            return words(result);
        }
    },
    /** A line for each entry of a list. */
    CSV("text/csv", "text/csv; charset=utf-8; header=present") {
        @Override
        String of(String tool, JsonObject result) {
            return AnswerTable.of(tool).csv(structure(result));
        }
    };

    private final String mediaType;
    private final String contentType;

    Representation(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** @return as {@code Accept} names it */
    String mediaType() {
        return mediaType;
    }

    /** @return the same with its parameters */
    String contentType() {
        return contentType;
    }

    /**
     * Writes an answer.
     *
     * @param tool that gave it
     * @param result of the call, as MCP has it
     * @return the body
     */
    abstract String of(String tool, JsonObject result);

    /**
     * Chooses one.
     *
     * @param request says what it takes
     * @param tool that is to answer
     * @return the one to answer in
     * @throws ToolsProblem when there is none of what is taken
     */
    static Representation chosen(HttpServerRequest request, String tool) throws ToolsProblem {
        return chosen(
                request,
                Stream.of(values())
                        .filter(each -> each != CSV || AnswerTable.of(tool) != null)
                        .toList());
    }

    /**
     * Chooses one of those that there are.
     *
     * @param request says what it takes
     * @param offered all there are, the usual one first
     * @return the one to answer in
     * @throws ToolsProblem when there is none of what is taken
     */
    static Representation chosen(HttpServerRequest request, List<Representation> offered) throws ToolsProblem {
        return new AcceptHeader(request.headers().getAll("Accept"))
                .best(offered, Representation::mediaType)
                .orElseThrow(() -> new ToolsProblem(
                        406,
                        "There is no answer in a form that is taken (Accept). There is: "
                                + offered.stream()
                                        .map(Representation::mediaType)
                                        .collect(Collectors.joining(", "))
                                + ". Nothing was asked."));
    }

    /** @return the structure in a result that is no error */
    static JsonObject structure(JsonObject result) {
        return result.getJsonObject("structuredContent");
    }

    /** @return the words in a result */
    static String words(JsonObject result) {
        JsonArray content = result.getJsonArray("content");
        return content.getJsonObject(0).getString("text");
    }
}
