// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.acceptance.SimulatedDefender;
import dev.filetrail.mcp.Leaving;
import dev.filetrail.mcp.modern.ModernEra;
import dev.filetrail.mcp.stdio.Lines.Line;
import io.quarkiverse.mcp.server.SamplingMessage;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkiverse.mcp.server.runtime.ToolManagerImpl;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a conversation needs that no tool of FileTrail's own does: a client that is asked, work that blocks or fails. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class ConversationTest {

    private static final String TOOL = "of_the_test";

    @Inject
    LegacyMessages legacy;

    @Inject
    ModernEra modern;

    @Inject
    Leaving leaving;

    private final BlockingQueue<JsonObject> said = new LinkedBlockingQueue<>();
    private Conversation conversation;
    private ToolManagerImpl tools;

    @BeforeEach
    void open() throws InterruptedException {
        tools = Arc.container().instance(ToolManagerImpl.class).get();
        Outbox outbox = new Outbox(
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        throw new AssertionError("single bytes");
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        said.add(new JsonObject(new String(bytes, from, length, StandardCharsets.UTF_8)));
                    }
                },
                () -> {});
        Thread writer = new Thread(outbox);
        writer.setDaemon(true);
        writer.start();
        conversation = new Conversation(legacy, modern, outbox, leaving);
        say("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                + "\"capabilities\":{\"sampling\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        assertThat(next().getValue("id")).isEqualTo(0);
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    @AfterEach
    void close() {
        tools.removeTool(TOOL);
    }

    private void say(String message) {
        conversation.take(new Line(message.getBytes(StandardCharsets.UTF_8), false));
    }

    private JsonObject next() throws InterruptedException {
        JsonObject next = said.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private void call(int id) {
        say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + TOOL + "\"}}");
    }

    @Test
    void whatTheServerAsksIsAnsweredByTheClient() throws InterruptedException {
        tools.newTool(TOOL)
                .setDescription("Asks the client's model.")
                .setAsyncHandler(given -> given.sampling()
                        .requestBuilder()
                        .addMessage(SamplingMessage.withUserRole("What is it?"))
                        .setMaxTokens(10)
                        .build()
                        .send()
                        .map(answer ->
                                ToolResponse.success(answer.content().asText().text())))
                .register();
        assertThat(next().getString("method")).isEqualTo("notifications/tools/list_changed");
        call(1);
        JsonObject asked = next();
        assertThat(asked.getString("method")).isEqualTo("sampling/createMessage");

        say(new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", asked.getValue("id"))
                .put(
                        "result",
                        new JsonObject()
                                .put("role", "assistant")
                                .put("model", "m")
                                .put(
                                        "content",
                                        new JsonObject().put("type", "text").put("text", "A file.")))
                .encode());

        JsonObject answer = next();
        assertThat(answer.getValue("id")).isEqualTo(1);
        assertThat(answer.getJsonObject("result").encode()).contains("A file.");
    }

    @Test
    void whatBlocksHoldsNobodyUpAndWhatIsGivenUpIsNotAnswered() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goesOn = new CountDownLatch(1);
        tools.newTool(TOOL)
                .setDescription("Blocks.")
                .setHandler(given -> {
                    begun.countDown();
                    try {
                        goesOn.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return ToolResponse.success("done " + given.requestId().asInteger());
                })
                .register();
        next();
        call(1);
        call(2);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        call(2);
        assertThat(next().getJsonObject("error").getInteger("code"))
                .as("the id is taken")
                .isEqualTo(-32600);
        say("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");
        assertThat(next().getValue("id")).isEqualTo(3);

        goesOn.countDown();
        JsonObject answer = next();
        assertThat(answer.getValue("id")).isEqualTo(2);
        assertThat(answer.encode()).contains("done 2");
        conversation.end(Duration.ofSeconds(30));
        assertThat(said).isEmpty();
    }

    @Test
    void aFaultOfFileTrailsOwnIsAnInternalErrorAndTheConversationGoesOn() throws InterruptedException {
        tools.newTool(TOOL)
                .setDescription("Fails.")
                .setAsyncHandler(given -> Uni.createFrom().failure(new IllegalStateException("secret")))
                .register();
        next();
        call(1);
        JsonObject answer = next();
        assertThat(answer.getJsonObject("error").getInteger("code")).isEqualTo(-32603);
        assertThat(answer.encode()).doesNotContain("secret");
        call(1);
        assertThat(next().getJsonObject("error").getInteger("code")).isEqualTo(-32603);
    }

    @Test
    void moreThanAThousandThatTakeTheirTimeAreRefusedAndTheRestIsGivenUpAtTheEnd() throws InterruptedException {
        tools.newTool(TOOL)
                .setDescription("Takes for ever, and a moment to hear that nobody waits for it.")
                .setAsyncHandler(given -> {
                    leaving.left().thenRun(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)));
                    return Uni.createFrom().nothing();
                })
                .register();
        next();
        for (int id = 1; id <= 1_000; id++) {
            call(id);
        }
        call(1_001);
        JsonObject refused = next();
        assertThat(refused.getValue("id")).isEqualTo(1_001);
        assertThat(refused.getJsonObject("error").getString("message")).contains("1000 requests are under way");

        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        call(1_002);
        call(1_003);
        assertThat(next().getValue("id"))
                .as("one was given up, and another took its place")
                .isEqualTo(1_003);

        conversation.end(Duration.ofMillis(1));
        assertThat(said).isEmpty();
    }

    @Test
    void theEndIsWaitedForUntilAllWhoWorkKnowOfIt() throws InterruptedException {
        int calls = 40;
        CountDownLatch working = new CountDownLatch(calls);
        AtomicInteger know = new AtomicInteger();
        tools.newTool(TOOL)
                .setDescription("Takes a moment to hear of it.")
                .setAsyncHandler(given -> {
                    leaving.left().thenRun(() -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                        know.incrementAndGet();
                    });
                    working.countDown();
                    return Uni.createFrom().nothing();
                })
                .register();
        assertThat(next().getString("method")).isEqualTo("notifications/tools/list_changed");
        for (int id = 1; id <= calls; id++) {
            call(id);
        }
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();

        conversation.end(Duration.ZERO);

        assertThat(know).hasValue(calls);
    }
}
