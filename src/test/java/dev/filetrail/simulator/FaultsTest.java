// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.machinesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String PATH = machinesOf(SimulatedFiles.SEVERAL_MACHINES);

    private static SimulatorServer server;
    private static SimulatorClient client;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        server = SimulatorServer.start();
        client = new SimulatorClient(server);
        token = client.token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.simulator().reset();
    }

    @Test
    void faultsAreUsedUpInOrder() throws Exception {
        Fault first = Fault.status(500, "InternalServerError", "Something went wrong");
        server.simulator().faults().next(first, Fault.empty(404), Fault.html(503), Fault.unauthorized());
        server.simulator().faults().next(Fault.raw(418, "text/plain", "short and stout"));

        HttpResponse<String> error = client.get(token, PATH);
        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(new JsonObject(error.body()).getJsonObject("error").getMap())
                .containsEntry("code", "InternalServerError")
                .containsEntry("message", "Something went wrong")
                .containsEntry("target", first.correlationId());
        HttpResponse<String> empty = client.get(token, PATH);
        assertThat(empty.statusCode()).isEqualTo(404);
        assertThat(empty.body()).isEmpty();
        HttpResponse<String> html = client.get(token, PATH);
        assertThat(html.statusCode()).isEqualTo(503);
        assertThat(html.body()).startsWith("<!DOCTYPE HTML");
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(401);
        assertThat(client.get(token, PATH).body()).isEqualTo("short and stout");
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(200);
        assertThat(server.simulator().calls().all())
                .extracting(CallLog.Call::status)
                .containsExactly(500, 404, 503, 401, 418, 200);
    }

    @Test
    void aStandingFaultStandsUntilItIsCleared() throws Exception {
        server.simulator().faults().always(Fault.empty(503));
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(503);
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(503);
        server.simulator().faults().clear();
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void theThreeWaysToSayHowLongToWait() throws Exception {
        server.simulator()
                .faults()
                .next(
                        Fault.throttled(8),
                        Fault.throttledInTextOnly(9),
                        Fault.throttledUntil(Instant.parse("2031-02-03T04:05:06Z")));

        HttpResponse<String> header = client.get(token, PATH);
        assertThat(header.statusCode()).isEqualTo(429);
        assertThat(header.headers().firstValue("Retry-After")).hasValue("8");
        assertThat(new JsonObject(header.body()).getJsonObject("error").getString("code"))
                .isEqualTo("429");
        assertThat(new JsonObject(header.body()).getJsonObject("error").getString("message"))
                .isEqualTo("API calls quota exceeded! Maximum allowed 100 per 00:01:00 for the key"
                        + " Destination+TenantID+AppID. You can send requests again in 8 seconds.");
        HttpResponse<String> text = client.get(token, PATH);
        assertThat(text.headers().firstValue("Retry-After")).isEmpty();
        assertThat(text.body()).contains("again in 9 seconds");
        HttpResponse<String> date = client.get(token, PATH);
        assertThat(date.headers().firstValue("Retry-After")).hasValue("Mon, 03 Feb 2031 04:05:06 GMT");
        assertThat(date.body()).doesNotContain("seconds");
    }

    @Test
    void brokenJsonIsACompleteAnswer() throws Exception {
        server.simulator().faults().next(Fault.brokenJson());
        HttpResponse<String> response = client.get(token, PATH);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> new JsonObject(response.body()));
    }

    @Test
    void anAnswerCutOffEndsInTheMiddleByACleanClose() throws Exception {
        server.simulator().faults().next(Fault.cutOff());
        try (Socket socket = ask()) {
            String received = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(received)
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .contains("\"computerDnsName\"");
            assertThat(received).doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void anAnswerShorterThanItsLengthIsWellFormed() throws Exception {
        server.simulator().faults().next(Fault.cutOffWellFormed());
        try (Socket socket = ask()) {
            String received = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String body = received.substring(received.indexOf("\r\n\r\n") + 4);
            assertThat(new JsonObject(body).getJsonArray("value")).hasSize(3);
            assertThat(received).containsIgnoringCase("content-length: " + 2 * body.length());
        }
        server.simulator().faults().next(Fault.cutOffWellFormed());
        assertThatIOException().isThrownBy(() -> client.get(token, PATH));
    }

    @Test
    void aResetIsAReset() throws Exception {
        server.simulator().faults().next(Fault.reset());
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("reset");
        }
        server.simulator().faults().next(Fault.resetBeforeAnswer());
        try (Socket socket = ask()) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().readAllBytes())
                    .withMessageContaining("reset");
        }
        assertThat(server.simulator().calls().all().get(1).status()).isZero();
    }

    @Test
    void anEndlessAnswerGoesOnUntilTheClientLeaves() throws Exception {
        server.simulator().faults().next(Fault.endless());
        try (InputStream body = client.stream(token, PATH).body()) {
            assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
        }
        assertThat(client.get(token, PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void aStalledAnswerBeginsAndFallsSilent() throws Exception {
        server.simulator().faults().next(Fault.stalled());
        try (Socket socket = ask()) {
            byte[] beginning = socket.getInputStream().readNBytes(3_000);
            socket.setSoTimeout(200);
            assertThat(new String(beginning, StandardCharsets.UTF_8)).contains("\"computerDnsName\"");
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().readNBytes(1_000_000));
        }
    }

    @Test
    void aSlowAnswerIsRight() throws Exception {
        server.simulator().faults().next(Fault.slow(Duration.ofMillis(150)));
        long start = System.nanoTime();
        HttpResponse<String> response = client.get(token, PATH);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(new JsonObject(response.body()).getJsonArray("value")).hasSize(14);
    }

    /** Asks over a bare socket, so that no client's own recovery hides what the server did. */
    private static Socket ask() throws IOException {
        URI url = URI.create(server.defenderUrl() + PATH);
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(3_000);
        String request = "GET " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
