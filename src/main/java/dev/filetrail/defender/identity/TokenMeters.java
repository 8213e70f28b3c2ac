// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Requests for tokens in numbers. A token that is kept is asked for nowhere, and counts nothing. */
final class TokenMeters {

    private final Counter got;
    private final Counter failed;

    /**
     * @param whose {@code application} or {@code person}
     * @param meters where the numbers go
     */
    TokenMeters(String whose, MeterRegistry meters) {
        this.got = counter(whose, "got", meters);
        this.failed = counter(whose, "failed", meters);
    }

    private static Counter counter(String whose, String outcome, MeterRegistry meters) {
        return Counter.builder("filetrail.tokens")
                .description("Tokens for Defender that the sign-in was asked for, each attempt")
                .tags("of", whose, "outcome", outcome)
                .register(meters);
    }

    /** Tells how long the application's token is still good for. */
    static void timeLeft(SignedInTokens tokens, Clock clock, MeterRegistry meters) {
        Gauge.builder("filetrail.token.left", tokens, each -> secondsUntil(each.keptUntil(), clock))
                .description("How long the application's token is still good for; it is renewed when it is needed")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    private static double secondsUntil(Instant end, Clock clock) {
        Instant now = clock.instant();
        return end.isBefore(now) ? 0 : end.getEpochSecond() - now.getEpochSecond();
    }

    /** @return the same client, whose requests count */
    OidcClient counting(OidcClient client) {
        return new OidcClient() {
            @Override
            public Uni<Tokens> getTokens(Map<String, String> additionalGrantParameters) {
                return counted(client.getTokens(additionalGrantParameters));
            }

            @Override
            public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> additionalGrantParameters) {
                return counted(client.refreshTokens(refreshToken, additionalGrantParameters));
            }

            @Override
            public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> additionalParameters) {
                return client.revokeAccessToken(accessToken, additionalParameters);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    private Uni<Tokens> counted(Uni<Tokens> asking) {
        return asking.onItemOrFailure()
                .invoke((tokens, failure) -> {
                    String token = tokens == null ? null : tokens.getAccessToken();
                    (token == null || token.isBlank() ? failed : got).increment();
                })
                // Whoever waits gives up when it takes too long.
                .onCancellation()
                .invoke(() -> failed.increment());
    }
}
