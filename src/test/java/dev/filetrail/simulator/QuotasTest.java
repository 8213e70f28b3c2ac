// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private final HandClock clock = new HandClock();

    @Test
    void theHundredAndFirstCallOfAMinuteIsRefusedAndTheOtherKindsAreNot() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(clock)) {
            SimulatorClient client = new SimulatorClient(server);
            String token = client.token();
            String path = SimulatorClient.machinesOf(SimulatedFiles.UNKNOWN);
            for (int call = 1; call <= 100; call++) {
                assertThat(client.get(token, path).statusCode()).isEqualTo(200);
            }
            clock.pass(Duration.ofSeconds(18));

            HttpResponse<String> refused = client.get(token, path);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("42");
            assertThat(refused.body())
                    .contains("Maximum allowed 100 per 00:01:00")
                    .contains("again in 42 seconds");
            assertThat(client.get(token, "/api/files/" + SimulatedFiles.ONE_MACHINE)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                    .isEqualTo(101);
            clock.pass(Duration.ofSeconds(42));
            assertThat(client.get(token, path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void bothWindowsRoll() {
        Quotas quotas = new Quotas(clock);
        quotas.limits(2, 3);
        assertThat(quotas.count(CallKind.FILE)).isEmpty();
        clock.pass(Duration.ofSeconds(50));
        assertThat(quotas.count(CallKind.FILE)).isEmpty();
        assertThat(quotas.count(CallKind.FILE))
                .hasValueSatisfying(refusal -> assertThat(refusal.seconds()).isEqualTo(10));
        clock.pass(Duration.ofSeconds(10));
        assertThat(quotas.count(CallKind.FILE)).isEmpty();
        clock.pass(Duration.ofMinutes(30));
        assertThat(quotas.usedInMinute(CallKind.FILE)).isZero();
        assertThat(quotas.count(CallKind.FILE)).hasValueSatisfying(refusal -> {
            assertThat(refusal.window()).isEqualTo(Duration.ofHours(1));
            assertThat(refusal.seconds()).isEqualTo(29 * 60);
        });
        assertThat(quotas.usedInHour(CallKind.FILE)).isEqualTo(3);
    }

    /** A clock that only a hand moves. */
    private static final class HandClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
