// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.CallGate.Passage;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.TokenSource;
import dev.filetrail.defender.identity.TokenSources;
import dev.filetrail.tracing.Span;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * The policy on the way to Defender. A question passes, from outside to inside:
 *
 * <table>
 * <caption>the way of a call</caption>
 * <tr><td>{@link #ask}</td><td>a fresh token after a 401, once</td></tr>
 * <tr><td>{@link #withRetries}</td><td>{@code @Retry}: so every attempt passes all that follows, the token first</td></tr>
 * <tr><td>{@link #unlessResting}</td><td>{@code @CircuitBreaker}: then the budget, which counts each attempt</td></tr>
 * <tr><td>{@link LastGuard}</td><td>{@code @RateLimit} 100 in any minute and 1,500 in any hour, for each kind of call</td></tr>
 * <tr><td>{@link #timed}</td><td>{@code filetrail.defender.timeout-seconds}: from the first byte sent to the last byte read</td></tr>
 * </table>
 *
 * <p>The methods call one another on {@code this}: Quarkus intercepts that, as plain CDI would not. The timeout has no
 * annotation: that one's timer is a thread, which every call would wake, where Mutiny's is the event loop that the call is on.
 */
@Singleton
class CallPolicy {

    private final DefenderSetup setup;
    private final TokenSources tokens;
    private final LastGuard guard;
    private final AnswerReader answers;
    private final CallMeters meters;
    private final SignsOfLife signsOfLife;
    private final Duration timeout;

    CallPolicy(
            DefenderSetup setup,
            TokenSources tokens,
            LastGuard guard,
            AnswerReader answers,
            CallMeters meters,
            SignsOfLife signsOfLife,
            DefenderConfig config) {
        this.setup = setup;
        this.tokens = tokens;
        this.guard = guard;
        this.answers = answers;
        this.meters = meters;
        this.signsOfLife = signsOfLife;
        this.timeout = Duration.ofSeconds(config.defender().timeoutSeconds());
    }

    /**
     * Asks a question, once somebody subscribes. Whoever cancels gives it up, which ends the connection.
     *
     * @param exchange the question
     * @param <T> what its answer comes to
     * @return that, or a {@link DefenderException}
     */
    <T> Uni<T> ask(Exchange<T> exchange) {
        return answered(exchange)
                .onFailure(failure -> failure instanceof DefenderException e && e.kind() == Kind.UNAUTHORIZED)
                .recoverWithUni(() -> answered(exchange));
    }

    private <T> Uni<T> answered(Exchange<T> exchange) {
        return Uni.createFrom().deferred(() -> {
            Inquiry inquiry = new Inquiry();
            return withRetries(exchange, inquiry)
                    .onFailure()
                    .transform(CallPolicy::inWords)
                    .onCancellation()
                    .invoke(inquiry::giveUp);
        });
    }

    private static Throwable inWords(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return Trouble.resting(failure);
        }
        if (failure instanceof TimeoutException) {
            return Trouble.timedOut(failure);
        }
        return failure instanceof RateLimitException e
                ? Trouble.budgetSpent(Duration.ofMillis(Math.max(1_000, e.getRetryAfterMillis())))
                : failure;
    }

    @Retry(maxRetries = 2, delay = 500, jitter = 0, maxDuration = 20, durationUnit = ChronoUnit.SECONDS)
    @RetryWhen(exception = WorthRetrying.class)
    @CustomBackoff(NotBeforeItSays.class)
    <T> Uni<T> withRetries(Exchange<T> exchange, Inquiry inquiry) {
        // The token first: a sign-in that fails costs no call, and tells nothing of Defender.
        return token(exchange).chain(token -> SignsOfLife.passedOn(unlessResting(exchange, token, inquiry)));
    }

    @CircuitBreakerName(CallMeters.BREAKER)
    @CircuitBreaker(
            requestVolumeThreshold = 40,
            failureRatio = 0.9,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            failOn = {DefenderException.OfTheService.class, TimeoutException.class, SignsOfLife.Missing.class})
    <T> Uni<T> unlessResting(Exchange<T> exchange, String token, Inquiry inquiry) {
        return signsOfLife.lookedFor(inquiry.whileWanted(
                exchange.gate().enter().chain(passage -> attempted(exchange, token, passage, inquiry.nextAttempt()))));
    }

    private <T> Uni<T> attempted(Exchange<T> exchange, String token, Passage passage, int number) {
        Attempt attempt = new Attempt(exchange.operation(), exchange.gate().span(), number);
        return guard.pass(exchange.operation(), () -> timed(exchange, token, passage, attempt))
                .onTermination()
                .invoke((answer, failure, cancelled) -> {
                    if (cancelled) {
                        attempt.givenUp();
                    } else if (failure instanceof RateLimitException) {
                        passage.unused();
                        attempt.unmade();
                    } else if (failure != null) {
                        attempt.failed(failure);
                    }
                    passage.answered();
                    attempt.end();
                    meters.ended(exchange.operation(), attempt);
                });
    }

    private <T> Uni<T> timed(Exchange<T> exchange, String token, Passage passage, Attempt attempt) {
        return attempt.made(Uni.createFrom()
                .deferred(() -> exchange.send("Bearer " + token))
                .chain(response -> {
                    attempt.answered(response.getStatus());
                    return answers.read(exchange, response, token, passage);
                })
                .onFailure(failure -> failure instanceof Exception && !(failure instanceof DefenderException))
                .transform(this::brokenOff)
                .ifNoItem()
                .after(timeout)
                .failWith(TimeoutException::new));
    }

    private DefenderException brokenOff(Throwable failure) {
        return failure instanceof RuntimeException && !(failure instanceof ProcessingException)
                // Netty's parser throws what it likes at bytes that are no HTTP.
                ? Trouble.brokenAnswer("no HTTP that FileTrail understands", failure)
                : Trouble.unreachable(failure, setup.api());
    }

    /** One that is at hand costs no thread. Signing in may wait, for the network or for a file. */
    private Uni<String> token(Exchange<?> exchange) {
        TokenSource source = Person.tokens(exchange.person(), tokens);
        Optional<String> atHand = source.atHand();
        return atHand.isPresent()
                ? Uni.createFrom().item(atHand.get())
                : Uni.createFrom()
                        .item(() -> signedIn(exchange.gate().span(), source))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static String signedIn(Span work, TokenSource source) {
        Span signIn = work.begin(Span.Kind.CLIENT);
        try {
            return DefenderSignIn.token(source);
        } catch (DefenderException e) {
            signIn.failed("sign_in");
            throw e;
        } finally {
            signIn.end("sign in");
        }
    }
}
