// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.wire.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a running program over HTTP, from many threads if need be. */
final class Asker {

    /** Longer than any question may take; an answer that is not there by then is lost. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final String STATELESS = "2026-07-28";
    private static final String TOOL = "get_machines_for_file_hash";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    Asker(ServingProgram program) {
        this(program, null);
    }

    /** Shows a token with every question; none when it is null. */
    Asker(ServingProgram program, String token) {
        this.address = URI.create(address(program));
        this.token = token;
    }

    /** The address of MCP, as a client is told it. */
    static String address(ServingProgram program) {
        return "http://127.0.0.1:" + program.port() + "/mcp";
    }

    /** The whole response, headers and all. */
    HttpResponse<String> response(String hash) throws IOException, InterruptedException {
        return http.send(request(call(TOOL, Map.of("hash", hash))), BodyHandlers.ofString());
    }

    /** For one page of 200, the most there are. */
    Reply ask(String hash) throws IOException, InterruptedException {
        return ask(Map.of("hash", hash, "limit", 200));
    }

    Reply ask(Map<String, ?> arguments) throws IOException, InterruptedException {
        String call = call(TOOL, arguments);
        return reply(call, http.send(request(call), BodyHandlers.ofString()));
    }

    /** The same, to wait for elsewhere. */
    CompletableFuture<Reply> asking(Map<String, ?> arguments) {
        return calling(TOOL, arguments);
    }

    /** Calls any tool. */
    CompletableFuture<Reply> calling(String tool, Map<String, ?> arguments) {
        String call = call(tool, arguments);
        return http.sendAsync(request(call), BodyHandlers.ofString()).thenApply(response -> reply(call, response));
    }

    /** Read along, as in every test: what is said has to keep to the schema, for what was asked. */
    private static Reply reply(String call, HttpResponse<String> response) {
        Conversation conversation = new Conversation(null);
        conversation.client(call);
        Conversation.messages(response.headers().firstValue("Content-Type").orElse(null), response.body())
                .forEach(conversation::server);
        return Reply.of(response.statusCode(), response.body());
    }

    /** Asks, and closes the connection when there is no answer after a while. */
    void askAndGiveUp(String hash, Duration patience) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> asked =
                http.sendAsync(request(call(TOOL, Map.of("hash", hash))), BodyHandlers.ofString());
        try {
            asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
        } catch (ExecutionException e) {
            // Nobody is there any more who would want to know.
        }
    }

    /** The names of the tools that it is told of, in the order of the list; by the stateless revision, or by those before. */
    List<String> tools(boolean stateless) throws IOException, InterruptedException {
        Map<String, ?> params = stateless
                ? Map.of(
                        "_meta",
                        Map.of(
                                "io.modelcontextprotocol/protocolVersion",
                                STATELESS,
                                "io.modelcontextprotocol/clientCapabilities",
                                Map.of()))
                : Map.of();
        String list = text("tools/list", params);
        HttpRequest.Builder message = message(list);
        if (stateless) {
            message.header("MCP-Protocol-Version", STATELESS).header("Mcp-Method", "tools/list");
        }
        HttpResponse<String> response = http.send(message.build(), BodyHandlers.ofString());
        Reply reply = reply(list, response);
        if (!reply.result().has("tools")) {
            throw new AssertionError(response.body());
        }
        List<String> names = new ArrayList<>();
        reply.result().path("tools").forEach(tool -> names.add(tool.path("name").asText()));
        return names;
    }

    /** The same by the door of plain HTTP. */
    List<String> functions() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/tools"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        List<String> names = new ArrayList<>();
        JSON.readTree(response.body())
                .path("tools")
                .forEach(tool -> names.add(tool.path("name").asText()));
        return names;
    }

    private static String call(String tool, Map<String, ?> arguments) {
        return text("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    private static String text(String method, Map<String, ?> params) {
        try {
            return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String text) {
        return message(text).build();
    }

    private HttpRequest.Builder message(String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(text));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }
}
