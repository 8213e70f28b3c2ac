// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.machinesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DateHeaderTest {

    private static SimulatorServer server;
    private static SimulatorClient client;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(Clock.fixed(Instant.parse("2031-02-03T04:05:06.7Z"), ZoneOffset.UTC));
        client = new SimulatorClient(server);
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
    void everyAnswerHasTheDateOfTheSimulatorsClock() throws Exception {
        assertThat(answers())
                .allSatisfy(response -> assertThat(date(response)).isEqualTo("Mon, 03 Feb 2031 04:05:06 GMT"));
    }

    @Test
    void theDateCanBeWrongUntilReset() throws Exception {
        server.simulator().signIn().dateSkew(Duration.ofMinutes(-10));
        assertThat(answers())
                .allSatisfy(response -> assertThat(date(response)).isEqualTo("Mon, 03 Feb 2031 03:55:06 GMT"));

        server.simulator().reset();
        assertThat(date(answers().get(0))).isEqualTo("Mon, 03 Feb 2031 04:05:06 GMT");
    }

    /** Right answers, refusals, a fault and a place that does not exist. */
    private static List<HttpResponse<String>> answers() throws Exception {
        String token = client.token();
        server.simulator().faults().next(Fault.html(502));
        return List.of(
                client.signIn(SignIn.TENANT_ID, SimulatorClient.FORM, SimulatorClient.RIGHT_FORM),
                client.signIn("none", SimulatorClient.FORM, ""),
                client.get(token, machinesOf(SimulatedFiles.ONE_MACHINE)),
                client.get(token, machinesOf(SimulatedFiles.ONE_MACHINE)),
                client.get("wrong", machinesOf(SimulatedFiles.ONE_MACHINE)),
                client.getPlainly(server.issuer() + "/.well-known/openid-configuration"),
                client.getPlainly(server.identityEndpoint()),
                client.getPlainly(server.metadataUrl() + "/nowhere"));
    }

    private static String date(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Date")).hasSize(1);
        return response.headers().firstValue("Date").orElseThrow();
    }
}
