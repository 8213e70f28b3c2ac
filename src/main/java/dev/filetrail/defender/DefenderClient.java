package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.SignInException;
import dev.filetrail.defender.identity.TokenSource;
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
 * <tr><td>{@link #machinesOfFile}</td><td>a fresh token after a 401, once; page after page</td></tr>
 * <tr><td>{@link #withRetries}</td><td>{@code @Retry}: so every attempt passes all that follows</td></tr>
 * <tr><td>{@link #unlessResting}</td><td>{@code @CircuitBreaker}: then the token and the budget, which counts each attempt</td></tr>
 * <tr><td>{@link #countedByMinute}</td><td>{@code @RateLimit} 100 in any minute, the last guard</td></tr>
 * <tr><td>{@link #countedByHour}</td><td>{@code @RateLimit} 1,500 in any hour, the last guard</td></tr>
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
    private final TokenSource tokens;
    private final CallGate gate;
    private final Clock clock;

    DefenderClient(
            @RestClient DefenderApi api,
            DefenderSetup setup,
            DefenderConfig config,
            TokenSource tokens,
            CallGate gate,
            Clock clock) {
        this.api = api;
        this.setup = setup;
        this.config = config;
        this.tokens = tokens;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * The machines on which a file was observed. Waits for the network; may take as long as the timeouts and retries below.
     *
     * @param sha1 40 hexadecimal digits in lower case
     * @param sink takes the machines; stays empty when the file is unknown
     * @throws DefenderException when there is no whole answer; what the sink holds is then void
     */
    public void machinesOfFile(String sha1, MachineSink sink) {
        String base = setup.api();
        Function<String, Response> call = authorization -> api.machinesOfFile(base, authorization, sha1);
        Set<String> links = new HashSet<>();
        for (String next = pageWithFreshToken(call, sink); next != null; next = pageWithFreshToken(call, sink)) {
            String link = NextLink.onSameHost(next, base);
            if (!links.add(link)) {
                throw Trouble.brokenAnswer("its pages lead in a circle", null);
            }
            if (links.size() >= config.defender().mostPages()) {
                throw Trouble.tooLarge("it has more than " + config.defender().mostPages() + " pages", null);
            }
            call = authorization -> api.page(link, authorization);
        }
    }

    /** Makes ready what the first call needs: the connections' settings, not the connections. */
    public void prepare() {
        tokens.prepare();
    }

    private String pageWithFreshToken(Function<String, Response> call, MachineSink sink) {
        try {
            return page(call, sink);
        } catch (DefenderException e) {
            if (e.kind() != Kind.UNAUTHORIZED) {
                throw e;
            }
            return page(call, sink);
        }
    }

    private String page(Function<String, Response> call, MachineSink sink) {
        try {
            return withRetries(call, sink);
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
    String withRetries(Function<String, Response> call, MachineSink sink) {
        return unlessResting(call, sink);
    }

    @CircuitBreaker(
            requestVolumeThreshold = 40,
            failureRatio = 0.9,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            failOn = {DefenderException.OfTheService.class, TimeoutException.class})
    String unlessResting(Function<String, Response> call, MachineSink sink) {
        // The token first: a sign-in that fails costs no call.
        String token = token();
        Duration wait = gate.callMachinesOfFile();
        if (!wait.isZero()) {
            throw Trouble.budgetSpent(wait);
        }
        return countedByMinute(call, token, sink);
    }

    @RateLimit(value = 100, window = 1, windowUnit = ChronoUnit.MINUTES, type = RateLimitType.ROLLING)
    String countedByMinute(Function<String, Response> call, String token, MachineSink sink) {
        return countedByHour(call, token, sink);
    }

    @RateLimit(value = 1_500, window = 1, windowUnit = ChronoUnit.HOURS, type = RateLimitType.ROLLING)
    String countedByHour(Function<String, Response> call, String token, MachineSink sink) {
        return timed(call, token, sink);
    }

    @Timeout(value = 45, unit = ChronoUnit.SECONDS)
    String timed(Function<String, Response> call, String token, MachineSink sink) {
        try (Response response = call.apply("Bearer " + token)) {
            InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null;
            try (body) {
                return response.getStatus() == 200
                        ? read(body, response, sink)
                        : refused(response, ErrorAnswer.read(body, token), token, sink);
            }
        } catch (DefenderException e) {
            throw e;
        } catch (ProcessingException | IOException e) {
            throw Trouble.unreachable(e, setup.api());
        } catch (RuntimeException e) {
            // Netty's parser throws what it likes at bytes that are no HTTP.
            throw Trouble.brokenAnswer("no HTTP that FileTrail understands", e);
        }
    }

    private String token() {
        try {
            return tokens.token();
        } catch (SignInException e) {
            throw Trouble.signIn(e);
        }
    }

    private String read(InputStream body, Response response, MachineSink sink) throws IOException {
        sink.pageBegins();
        try {
            if (body == null) {
                throw new EOFException("the answer is empty");
            }
            String next = MachinesReader.read(body, sink, config.defender().mostMachines());
            sink.pageRead();
            return next;
        } catch (MachinesReader.TooManyMachines e) {
            throw Trouble.tooLarge("it holds " + e.getMessage(), e);
        } catch (JsonEOFException | EOFException e) {
            throw Trouble.unreachable(e, setup.api());
        } catch (JsonProcessingException e) {
            throw Trouble.brokenAnswer(response.getHeaderString(HttpHeaders.CONTENT_TYPE), e);
        }
    }

    /** An unknown file is an empty set (the API page's older form of it); everything else is thrown. */
    private String refused(Response response, ErrorAnswer answer, String token, MachineSink sink) {
        int status = response.getStatus();
        sink.pageBegins();
        // Not on a further page: the answer would pass for a shorter one.
        if (status == 404 && answer.saysNotFound() && sink.size() == 0) {
            sink.pageRead();
            return null;
        }
        if (status == 401 || status == 403) {
            // A 403 too: a permission granted meanwhile stands only in a new token.
            tokens.refused(token);
        }
        Duration wait = RetryAfter.read(response.getHeaderString(HttpHeaders.RETRY_AFTER), answer.message(), clock);
        DefenderException refusal =
                Refusal.of(status, answer, wait, config.defender().patience());
        if (refusal.kind() == Kind.THROTTLED) {
            gate.machinesOfFileThrottled(refusal.waitTime());
        }
        throw refusal;
    }
}
