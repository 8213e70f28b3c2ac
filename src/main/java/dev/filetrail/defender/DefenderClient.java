package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.ForeignText;
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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
        for (int page = 1; call != null; page++) {
            if (page > config.defender().mostPages()) {
                throw tooLarge("it has more than " + config.defender().mostPages() + " pages", null);
            }
            String next = pageWithFreshToken(call, sink);
            String link = next == null ? null : onSameHost(next, base);
            call = link == null ? null : authorization -> api.page(link, authorization);
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
            throw DefenderException.of(
                            Kind.RESTING, "Defender has failed so often of late that FileTrail leaves it alone.")
                    .toDo("Ask again in a few seconds: FileTrail then tries by itself whether Defender is back.")
                    .after(Duration.ofSeconds(5))
                    .exception();
        } catch (TimeoutException e) {
            throw timedOut(e);
        } catch (RateLimitException e) {
            throw budgetSpent(Duration.ofMillis(Math.max(1_000, e.getRetryAfterMillis())));
        }
    }

    @Retry(maxRetries = 2, delay = 500, jitter = 0, maxDuration = 20, durationUnit = ChronoUnit.SECONDS)
    @RetryWhen(exception = WorthRetrying.class)
    @CustomBackoff(NotBeforeItSays.class)
    String withRetries(Function<String, Response> call, MachineSink sink) {
        return unlessResting(call, sink);
    }

    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.9,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            failOn = {DefenderException.Trouble.class, TimeoutException.class})
    String unlessResting(Function<String, Response> call, MachineSink sink) {
        // The token first: a sign-in that fails costs no call.
        String token = token();
        Duration wait = gate.callMachinesOfFile();
        if (!wait.isZero()) {
            throw budgetSpent(wait);
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
        } catch (ProcessingException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private String token() {
        try {
            return tokens.token();
        } catch (SignInException e) {
            throw DefenderException.of(Kind.SIGN_IN, e.getMessage())
                    .toDo(e.whatToDo())
                    .correlationId(e.correlationId())
                    .worthRetrying(e.passing())
                    .because(e)
                    .exception();
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
            throw tooLarge("it holds " + e.getMessage(), e);
        } catch (JsonEOFException | EOFException e) {
            throw unreachable(e);
        } catch (JsonProcessingException e) {
            String type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
            throw DefenderException.of(
                            Kind.BROKEN_ANSWER,
                            "What came instead of Defender's answer can't be understood"
                                    + (type == null ? "." : " (" + ForeignText.oneLine(type, 60) + ")."))
                    .toDo("Ask again. If it stays so, something between FileTrail and Defender, a proxy or a sign-in"
                            + " page, changes answers: FileTrail's operator checks filetrail.defender.url and the"
                            + " proxy.")
                    .because(e)
                    .exception();
        }
    }

    /** An unknown file is an empty set (the API page's older form of it); everything else is thrown. */
    private String refused(Response response, ErrorAnswer answer, String token, MachineSink sink) {
        int status = response.getStatus();
        if (status == 404 && answer.saysNotFound()) {
            sink.pageBegins();
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

    /** The next page must be where the first one was: the token goes with the question. */
    private String onSameHost(String link, String base) {
        try {
            URI here = URI.create(base + "/");
            URI next = here.resolve(escaped(link));
            if (here.getScheme().equalsIgnoreCase(next.getScheme())
                    && here.getRawAuthority().equalsIgnoreCase(next.getRawAuthority())) {
                return next.toString();
            }
        } catch (IllegalArgumentException e) {
            // refused below, like a link to elsewhere
        }
        throw DefenderException.of(
                        Kind.BROKEN_ANSWER,
                        "Defender's answer goes on at another address, which FileTrail does not ask.")
                .toDo("FileTrail's operator: if a proxy stands between, it must rewrite @odata.nextLink too; or set"
                        + " filetrail.defender.url to the host that the links name.")
                .exception();
    }

    /** What must not stand in an address as it is, but may well stand in a link: OData leaves it to the server. */
    private static String escaped(String link) {
        StringBuilder escaped = new StringBuilder(link.length());
        for (char each : link.toCharArray()) {
            if (each <= ' ' || each == 0x7F || "\"<>\\^`{|}".indexOf(each) >= 0) {
                escaped.append(String.format("%%%02X", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }

    private static DefenderException unreachable(Throwable cause) {
        if (Thread.currentThread().isInterrupted()) {
            return timedOut(cause);
        }
        boolean brokeOff = cause instanceof EOFException || cause instanceof JsonEOFException;
        return DefenderException.of(
                        Kind.UNREACHABLE,
                        brokeOff
                                ? "Defender's answer broke off in the middle."
                                : "Defender can't be reached, or the connection broke.")
                .toDo("Ask again in a moment. If it lasts, FileTrail's operator checks the network, the proxy and"
                        + " filetrail.defender.url.")
                .worthRetrying(true)
                .because(cause)
                .exception();
    }

    private static DefenderException timedOut(Throwable cause) {
        return DefenderException.of(Kind.TIMED_OUT, "Defender did not finish its answer in time.")
                .toDo("Ask again in a moment. A file that is on very many machines takes longest.")
                .because(cause)
                .exception();
    }

    private static DefenderException tooLarge(String how, Throwable cause) {
        return DefenderException.of(Kind.TOO_LARGE, "Defender's answer is larger than FileTrail may hold: " + how + ".")
                .toDo("FileTrail's operator raises filetrail.defender.most-machines or filetrail.defender.most-pages,"
                        + " with memory to match.")
                .because(cause)
                .exception();
    }

    private static DefenderException budgetSpent(Duration wait) {
        return DefenderException.of(
                        Kind.BUDGET_SPENT,
                        "FileTrail has no call to Defender left for now: its allowance is spent, or Defender asked for a pause.")
                .toDo("Wait, then ask again. Defender allows 100 calls a minute and 1,500 an hour; what was asked a"
                        + " moment ago is still remembered and costs none.")
                .after(wait)
                .exception();
    }
}
