// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static dev.filetrail.acceptance.Doorbell.ringWith;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is too large, too deep, too many, too slow or ambiguous is refused by the packaged program, which goes on serving others. */
class BoundsIT {

    private static GuardedProgram guarded;

    @BeforeAll
    static void start() throws Exception {
        guarded = GuardedProgram.start(
                Map.of("filetrail.access.requests-at-once", "4", "filetrail.access.streams-at-once", "2"));
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(guarded.program().log()).doesNotContain("\tat ", guarded.key());
        ringWith(guarded.key()).statusCode(200);
        guarded.close();
    }

    @Test
    void aBodyThatIsTooLarge() {
        given().header("Authorization", "Bearer " + guarded.key())
                .contentType("application/json")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "x".repeat(1_200_000) + "\"}")
                .post("/mcp")
                .then()
                .statusCode(413);
    }

    @Test
    void headersThatAreTooLarge() {
        int status = given().header("Authorization", "Bearer " + guarded.key())
                .header("X-Large", "x".repeat(20_000))
                .get("/mcp")
                .then()
                .extract()
                .statusCode();
        assertThat(status).isIn(400, 431);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 10_000, 100_000})
    void jsonThatIsTooDeep(int depth) {
        given().header("Authorization", "Bearer " + guarded.key())
                .contentType("application/json")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":" + "[".repeat(depth)
                        + "]".repeat(depth) + "}")
                .post("/mcp")
                .then()
                .statusCode(400)
                .body(containsString("nested deeper"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{", "7", "null", "\"x\"", "[]", "[1]", "{\"a\":NaN}"})
    void whatIsNoCall(String body) {
        int status = given().header("Authorization", "Bearer " + guarded.key())
                .contentType("application/json")
                .body(body)
                .post("/mcp")
                .then()
                .extract()
                .statusCode();
        assertThat(status).isEqualTo(400);
    }

    @Test
    void tooManyQuestionsOfOneCallerAtOnce() throws Exception {
        guarded.defender().simulator().faults().always(Fault.slow(Duration.ofSeconds(2)));
        Asker asker = new Asker(guarded.program(), guarded.key());
        List<CompletableFuture<Reply>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            asked.add(asker.asking(Map.of("hash", SimulatedFiles.numbered(100 + i))));
        }
        // Another caller is not in their way.
        ringWith(guarded.token()).statusCode(200);
        int answered = 0;
        int refused = 0;
        for (CompletableFuture<Reply> each : asked) {
            Reply reply = each.get(30, TimeUnit.SECONDS);
            if (reply.status() == 429) {
                refused++;
                assertThat(reply.body()).contains("Too many questions are under way");
            } else {
                assertThat(reply.isAnswer()).as(reply.body()).isTrue();
                answered++;
            }
        }
        guarded.defender().simulator().faults().clear();
        assertThat(answered).isEqualTo(4);
        assertThat(refused).isEqualTo(8);
        assertThat(asker.ask(SimulatedFiles.numbered(200)).isAnswer()).isTrue();
    }

    @Test
    void tooManyStreamsOfOneCallerAtOnce() throws Exception {
        List<Socket> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                streams.add(stream());
                assertThat(firstLine(streams.get(i))).contains(" 200 ");
            }
            streams.add(stream());
            assertThat(firstLine(streams.get(2))).contains(" 429 ");
            ringWith(guarded.key()).statusCode(200);
        } finally {
            for (Socket each : streams) {
                each.close();
            }
        }
    }

    private static Socket stream() throws IOException {
        Socket socket = new Socket("127.0.0.1", guarded.program().port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(
                        ("GET /mcp/sse HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                                        + guarded.key() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 5 5\r\n",
                "Content-Length: 0x5\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Content-Length : 5\r\n"
            })
    void smuggledBodies(String headers) throws IOException {
        String hidden = "0\r\n\r\nGET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String answer = raw("POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + guarded.key()
                + "\r\nContent-Type: application/json\r\n" + headers + "\r\n" + hidden);
        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer.split("HTTP/1\\.1 ", -1))
                .as("one answer, and the connection is closed")
                .hasSize(2);
    }

    @Test
    @Tag("long")
    void aBodyThatNeverEnds() throws IOException {
        long start = System.nanoTime();
        String answer = raw("POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + guarded.key()
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"jsonrpc\"");
        assertThat(answer).startsWith("HTTP/1.1 408");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(45));
    }

    @Test
    void tooManyConnections() throws Exception {
        List<Socket> connections = new ArrayList<>();
        try (ServingProgram program =
                ServingProgram.start(guarded.defender(), Map.of("quarkus.http.limits.max-connections", "3"))) {
            for (int i = 0; i < 3; i++) {
                connections.add(asking(program));
                assertThat(firstLine(connections.get(i))).contains(" 200 ");
            }
            Socket tooMany = asking(program);
            connections.add(tooMany);
            assertThat(wasClosed(tooMany)).isTrue();

            connections.remove(0).close();
            boolean taken = false;
            // That one has gone is noticed a moment later.
            for (int i = 0; i < 50 && !taken; i++) {
                Socket another = asking(program);
                connections.add(another);
                taken = !wasClosed(another);
                TimeUnit.MILLISECONDS.sleep(taken ? 0 : 100);
            }
            assertThat(taken).isTrue();
        } finally {
            for (Socket each : connections) {
                each.close();
            }
        }
    }

    @Test
    void aConnectionThatStaysSilent() throws Exception {
        try (ServingProgram program =
                        ServingProgram.start(guarded.defender(), Map.of("quarkus.http.idle-timeout", "2s"));
                Socket silent = asking(program)) {
            assertThat(firstLine(silent)).contains(" 200 ");
            // Were it not closed, this would end at the time limit, by an exception.
            assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    /** The page, over a connection that stays open. */
    private static Socket asking(ServingProgram program) throws IOException {
        Socket socket = new Socket("127.0.0.1", program.port());
        socket.setSoTimeout(30_000);
        try {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
            // It was closed at once, which reading tells.
        }
        return socket;
    }

    private static boolean wasClosed(Socket socket) throws IOException {
        try {
            return firstLine(socket).isEmpty();
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void takesNoRequestForTwoHosts() throws IOException {
        String answer = raw("GET /tools HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nAuthorization: Bearer "
                + guarded.key() + "\r\n\r\nGET /tools HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("more than one Host");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer, and closed").hasSize(2);
    }

    /** Sends bytes, and reads until the other side closes, or for three quarters of a minute. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", guarded.program().port())) {
            socket.setSoTimeout(45_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
