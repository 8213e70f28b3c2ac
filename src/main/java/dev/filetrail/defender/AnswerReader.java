// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.defender.CallGate.Passage;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.TokenSources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;

/** What an answer of Defender comes to: what was asked for, that it is unknown, or why it was refused. */
@Singleton
class AnswerReader {

    private final DefenderSetup setup;
    private final DefenderConfig config;
    private final TokenSources tokens;
    private final Clock clock;

    AnswerReader(DefenderSetup setup, DefenderConfig config, TokenSources tokens, Clock clock) {
        this.setup = setup;
        this.config = config;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Reads an answer, once somebody subscribes, where that costs least.
     *
     * @param exchange the question
     * @param response its answer, closed afterwards
     * @param token that was asked with
     * @param passage is told that the answer has begun, or that Defender wants to hear nothing more
     * @param <T> what the answer comes to
     * @return that; fails with a {@link DefenderException}, or in the words of the connection when that breaks
     */
    <T> Uni<T> read(Exchange<T> exchange, Response response, String token, Passage passage) {
        if (response.getStatus() != 429) {
            passage.answered();
        }
        InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null;
        return Reading.of(body, () -> read(exchange, response, body, token, passage));
    }

    private <T> T read(Exchange<T> exchange, Response response, InputStream body, String token, Passage passage)
            throws IOException {
        try (response;
                body) {
            return response.getStatus() == 200
                    ? wanted(exchange, body, response)
                    : refused(exchange, response, ErrorAnswer.read(body, token), token, passage);
        }
    }

    private <T> T wanted(Exchange<T> exchange, InputStream body, Response response) throws IOException {
        try {
            if (body == null) {
                throw new EOFException("the answer is empty");
            }
            return exchange.read(body);
        } catch (TooMany e) {
            throw Trouble.tooLarge("it holds " + e.getMessage(), e);
        } catch (JsonEOFException | EOFException e) {
            throw Trouble.unreachable(e, setup.api());
        } catch (JsonProcessingException e) {
            throw Trouble.brokenAnswer(response.getHeaderString(HttpHeaders.CONTENT_TYPE), e);
        }
    }

    /** What is unknown may be an answer; everything else is thrown. */
    private <T> T refused(Exchange<T> exchange, Response response, ErrorAnswer answer, String token, Passage passage) {
        int status = response.getStatus();
        if (status == 404 && answer.saysNotFound() && exchange.mayBeUnknown()) {
            return exchange.unknown();
        }
        if (status == 401 || status == 403) {
            // A 403 too: a permission granted meanwhile stands only in a new token.
            Person.tokens(exchange.person(), tokens).refused(token);
        }
        Duration wait = RetryAfter.read(response.getHeaderString(HttpHeaders.RETRY_AFTER), answer.message(), clock);
        DefenderException refusal = Refusal.of(
                exchange.operation(),
                exchange.person() != null,
                status,
                answer,
                wait,
                config.defender().patience());
        if (refusal.kind() == Kind.THROTTLED) {
            passage.throttled(refusal.waitTime());
        }
        throw refusal;
    }
}
