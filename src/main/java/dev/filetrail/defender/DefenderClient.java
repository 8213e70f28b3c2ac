package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.defender.CallGate.Passage;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.SignInException;
import dev.filetrail.defender.identity.TokenClaims;
import dev.filetrail.defender.identity.TokenSource;
import dev.filetrail.defender.identity.TokenSources;
import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.RateLimitType;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The only door to Defender, with its policy standing on it. A question passes, from outside to inside:
 *
 * <table>
 * <caption>the way of a call</caption>
 * <tr><td>{@link #machinesOfFile}, {@link #sha1OfFile}</td><td>a fresh token after a 401, once; page after page</td></tr>
 * <tr><td>{@link #withRetries}</td><td>{@code @Retry}: so every attempt passes all that follows</td></tr>
 * <tr><td>{@link #unlessResting}</td><td>{@code @CircuitBreaker}: then the token and the budget, which counts each attempt</td></tr>
 * <tr><td>{@link #machinesByMinute}, {@link #filesByMinute}</td><td>{@code @RateLimit} 100 in any minute, the last guard</td></tr>
 * <tr><td>{@link #machinesByHour}, {@link #filesByHour}</td><td>{@code @RateLimit} 1,500 in any hour, the last guard</td></tr>
 * <tr><td>{@link #timed}</td><td>{@code @Timeout}: from the first byte sent to the last byte read</td></tr>
 * </table>
 *
 * <p>The methods call one another on {@code this}: Quarkus intercepts that, as plain CDI would not. The numbers here are
 * defaults; {@code application.properties} ties the limits to {@code filetrail.budget} and the timeout to
 * {@code filetrail.defender.timeout-seconds}.
 */
@ApplicationScoped
public class DefenderClient {

    private final DefenderApi api;
    private final DefenderSetup setup;
    private final DefenderConfig config;
    private final TokenSources tokens;
    private final Clock clock;

    DefenderClient(
            @RestClient DefenderApi api, DefenderSetup setup, DefenderConfig config, TokenSources tokens, Clock clock) {
        this.api = api;
        this.setup = setup;
        this.config = config;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The machines on which a file was observed. Waits for the network; may take as long as the timeouts and retries below.
     *
     * @param person on whose behalf; null for the application itself
     * @param sha1 40 hexadecimal digits in lower case
     * @param sink takes the machines; stays empty when the file is unknown
     * @param gate passed before every attempt
     * @throws DefenderException when there is no whole answer; what the sink holds is then void
     */
    public void machinesOfFile(Person person, String sha1, MachineSink sink, CallGate gate) {
        String base = setup.api();
        Set<String> links = new HashSet<>();
        Optional<String> next =
                asked(page(person, authorization -> api.machinesOfFile(base, authorization, sha1), sink, gate));
        while (next.isPresent()) {
            String link = NextLink.onSameHost(next.get(), base);
            if (!links.add(link)) {
                throw Trouble.brokenAnswer("its pages lead in a circle", null);
            }
            if (links.size() >= config.defender().mostPages()) {
                throw Trouble.tooLarge("it has more than " + config.defender().mostPages() + " pages", null);
            }
            next = asked(page(person, authorization -> api.page(link, authorization), sink, gate));
        }
    }

    /**
     * The SHA-1 of a file by its SHA-256. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param sha256 64 hexadecimal digits in lower case
     * @param gate passed before every attempt
     * @return in lower case; empty when Defender does not know the file
     * @throws DefenderException when there is no answer
     */
    public Optional<String> sha1OfFile(Person person, String sha256, CallGate gate) {
        String base = setup.api();
        return asked(new Sha1OfFile(person, authorization -> api.file(base, authorization, sha256), sha256, gate));
    }

    /** Makes ready what the first call needs: the connections' settings, not the connections. */
    public void prepare() {
        tokens.ofApplication().prepare();
    }

    /**
     * Signs in, if that has not been done. Waits for the network.
     *
     * @return what the token says
     * @throws DefenderException when there is no token to be had
     */
    public SignedIn signIn() {
        TokenClaims claims = TokenClaims.of(token(tokens.ofApplication()));
        return new SignedIn(claims.permissions(), claims.audience(), setup.isRightAudience(claims.audience()));
    }

    /**
     * Whether a person is signed in already, so that {@link #signIn(Person)} would ask nobody.
     *
     * @param person on whose behalf
     * @return a token is kept
     */
    public boolean isSignedIn(Person person) {
        return tokens(person).isKept(clock.instant());
    }

    /**
     * Signs in on behalf of a person, if that has not been done. Waits for the network.
     *
     * @param person on whose behalf
     * @throws DefenderException when there is no token to be had
     */
    public void signIn(Person person) {
        token(tokens(person));
    }

    private MachinesPage page(Person person, Function<String, Response> call, MachineSink sink, CallGate gate) {
        return new MachinesPage(person, call, sink, config.defender().mostMachines(), gate);
    }

    private <T> T asked(Exchange<T> exchange) {
        try {
            return answered(exchange);
        } catch (DefenderException e) {
            if (e.kind() != Kind.UNAUTHORIZED) {
                throw e;
            }
            return answered(exchange);
        }
    }

    private <T> T answered(Exchange<T> exchange) {
        try {
            return withRetries(exchange);
        } catch (CircuitBreakerOpenException e) {
            throw Trouble.resting(e);
        } catch (TimeoutException e) {
            throw Trouble.timedOut(e);
        } catch (RateLimitException e) {
            throw Trouble.budgetSpent(Duration.ofMillis(Math.max(1_000, e.getRetryAfterMillis())));
        }
    }

    @Retry(maxRetries = 2, delay = 500, jitter = 0, maxDuration = 20, durationUnit = ChronoUnit.SECONDS)
    @RetryWhen(exception = WorthRetrying.class)
    @CustomBackoff(NotBeforeItSays.class)
    <T> T withRetries(Exchange<T> exchange) {
        return unlessResting(exchange);
    }

    @CircuitBreaker(
            requestVolumeThreshold = 40,
            failureRatio = 0.9,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            failOn = {DefenderException.OfTheService.class, TimeoutException.class})
    <T> T unlessResting(Exchange<T> exchange) {
        // The token first: a sign-in that fails costs no call.
        TokenSource source = tokens(exchange.person());
        String token = token(source);
        Passage passage = passage(exchange.gate());
        try {
            return switch (exchange.operation()) {
                case MACHINES_OF_FILE -> machinesByMinute(exchange, token, passage);
                case FILE -> filesByMinute(exchange, token, passage);
            };
        } catch (RateLimitException e) {
            passage.unused();
            throw e;
        } finally {
            passage.answered();
        }
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T machinesByMinute(Exchange<T> exchange, String token, Passage passage) {
        return machinesByHour(exchange, token, passage);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T machinesByHour(Exchange<T> exchange, String token, Passage passage) {
        return timed(exchange, token, passage);
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    <T> T filesByMinute(Exchange<T> exchange, String token, Passage passage) {
        return filesByHour(exchange, token, passage);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    <T> T filesByHour(Exchange<T> exchange, String token, Passage passage) {
        return timed(exchange, token, passage);
    }

    @Timeout(value = 45, unit = ChronoUnit.SECONDS)
    <T> T timed(Exchange<T> exchange, String token, Passage passage) {
        try (Response response = exchange.send("Bearer " + token)) {
            RequestInHand.answered();
            if (response.getStatus() != 429) {
                passage.answered();
            }
            InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null;
            try (body) {
                return response.getStatus() == 200
                        ? read(exchange, body, response)
                        : refused(exchange, response, ErrorAnswer.read(body, token), token, passage);
            }
        } catch (DefenderException e) {
            throw e;
        } catch (ProcessingException | IOException e) {
            throw Trouble.unreachable(e, setup.api());
        } catch (RuntimeException e) {
            // Netty's parser throws what it likes at bytes that are no HTTP.
            throw Trouble.brokenAnswer("no HTTP that FileTrail understands", e);
        } finally {
            RequestInHand.drop();
        }
    }

    private static Passage passage(CallGate gate) {
        try {
            return gate.enter();
        } catch (CallGate.Shut e) {
            throw Trouble.budgetSpent(e.waitTime());
        }
    }

    private TokenSource tokens(Person person) {
        return person == null
                ? tokens.ofApplication()
                : tokens.onBehalfOf(person.tenant(), person.id(), person.token());
    }

    private static String token(TokenSource source) {
        try {
            return source.token();
        } catch (SignInException e) {
            throw Trouble.signIn(e);
        }
    }

    private <T> T read(Exchange<T> exchange, InputStream body, Response response) throws IOException {
        try {
            if (body == null) {
                throw new EOFException("the answer is empty");
            }
            return exchange.read(body);
        } catch (MachinesReader.TooManyMachines e) {
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
            tokens(exchange.person()).refused(token);
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
