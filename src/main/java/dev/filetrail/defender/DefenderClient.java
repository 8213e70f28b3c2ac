// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.defender.CallGate.Passage;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.SignInException;
import dev.filetrail.defender.identity.TokenClaims;
import dev.filetrail.defender.identity.TokenSource;
import dev.filetrail.defender.identity.TokenSources;
import dev.filetrail.tracing.Span;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RateLimitException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <tr><td>{@link #machinesOfFile}, {@link #file} and their kin</td><td>a fresh token after a 401, once; page after page</td></tr>
 * <tr><td>{@link #withRetries}</td><td>{@code @Retry}: so every attempt passes all that follows</td></tr>
 * <tr><td>{@link #unlessResting}</td><td>{@code @CircuitBreaker}: then the token and the budget, which counts each attempt</td></tr>
 * <tr><td>{@link LastGuard}</td><td>{@code @RateLimit} 100 in any minute and 1,500 in any hour, for each kind of call</td></tr>
 * <tr><td>{@link #timed}</td><td>{@code @Timeout}: from the first byte sent to the last byte read</td></tr>
 * </table>
 *
 * <p>The methods call one another on {@code this}: Quarkus intercepts that, as plain CDI would not. The numbers here are
 * defaults; {@code application.properties} ties the timeout to {@code filetrail.defender.timeout-seconds}.
 */
@ApplicationScoped
public class DefenderClient {

    /** How many machines of one name are told apart. */
    public static final int MOST_NAMESAKES = 200;

    /** A terminal server sees many people. */
    private static final int MOST_USERS = 10_000;

    private final DefenderApi api;
    private final DefenderSetup setup;
    private final DefenderConfig config;
    private final TokenSources tokens;
    private final LastGuard guard;
    private final Clock clock;
    private final CallMeters meters;

    DefenderClient(
            @RestClient DefenderApi api,
            DefenderSetup setup,
            DefenderConfig config,
            TokenSources tokens,
            LastGuard guard,
            Clock clock,
            CallMeters meters) {
        this.api = api;
        this.guard = guard;
        this.setup = setup;
        this.config = config;
        this.tokens = tokens;
        this.clock = clock;
        this.meters = meters;
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
        allPages(
                authorization -> api.machinesOfFile(base, authorization, sha1),
                call -> new MachinesPage(person, call, sink, config.defender().mostMachines(), gate));
    }

    /**
     * What Defender knows of a file. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id its SHA-1 or SHA-256 in lower case; whoever asks by SHA-256 is always told the SHA-1
     * @param gate passed before every attempt
     * @return empty when Defender does not know the file
     * @throws DefenderException when there is no answer
     */
    public Optional<FileFacts> file(Person person, String id, CallGate gate) {
        String base = setup.api();
        return asked(new Lookup<>(
                Operation.FILE,
                person,
                authorization -> api.file(base, authorization, id),
                FileFacts.WANTED,
                wire -> Optional.of(FileFacts.of(wire))
                        .filter(facts -> facts.isOf(id))
                        .orElse(null),
                gate));
    }

    /**
     * How common a file is, in the organization over the longest time that the service looks back, and in the world. Waits for
     * the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id its SHA-1 or SHA-256 in lower case
     * @param gate passed before every attempt
     * @return empty when Defender does not know the file
     * @throws DefenderException when there is no answer
     */
    public Optional<FileStats> fileStats(Person person, String id, CallGate gate) {
        String base = setup.api();
        return asked(new Lookup<>(
                Operation.FILE_STATS,
                person,
                authorization -> api.fileStats(base, authorization, id, FileStats.LOOK_BACK_HOURS),
                FileStats.WANTED,
                wire -> FileStats.of(wire, id),
                gate));
    }

    /**
     * The alerts that a file is part of, in no order. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param sha1 40 hexadecimal digits in lower case
     * @param gate passed before every attempt
     * @return empty when there are none, or the file is unknown
     * @throws DefenderException when there is no whole answer
     */
    public List<Alert> alertsOfFile(Person person, String sha1, CallGate gate) {
        String base = setup.api();
        List<Alert> alerts = new ArrayList<>();
        allPages(
                authorization -> api.alertsOfFile(base, authorization, sha1),
                call -> new ListPage<>(
                        Operation.ALERTS_OF_FILE,
                        person,
                        call,
                        Alert.WANTED,
                        Alert::of,
                        config.defender().mostAlerts(),
                        alerts,
                        gate));
        return List.copyOf(alerts);
    }

    /**
     * One machine. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param idOrName the machine's id, or a computer name, of which the service knows best what it means
     * @param gate passed before every attempt
     * @return empty when Defender does not know the machine, or does not show it to the person; its id may be another one when
     *     the record that was asked for has been merged into it
     * @throws DefenderException when there is no answer
     */
    public Optional<MachineFacts> machine(Person person, String idOrName, CallGate gate) {
        String base = setup.api();
        return asked(new Lookup<>(
                Operation.MACHINE,
                person,
                authorization -> api.machine(base, authorization, idOrName),
                MachineFacts.WANTED,
                MachineFacts::of,
                gate));
    }

    /**
     * The machines that go by a computer name, which several may share. Those of exactly that name, or of that name in any
     * domain; when there are none, those that are known by the name without its domain. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param name full or short, in any case
     * @param gate passed before every attempt
     * @return up to {@link #MOST_NAMESAKES}, in no order
     * @throws DefenderException when there is no answer
     */
    public List<MachineFacts> machinesNamed(Person person, String name, CallGate gate) {
        MachineName wanted = new MachineName(name);
        String address = wanted.address(setup.api(), MOST_NAMESAKES);
        List<MachineFacts> found = new ArrayList<>();
        asked(new ListPage<>(
                Operation.MACHINE,
                person,
                authorization -> api.machines(address, authorization),
                MachineFacts.WANTED,
                // A service that takes the filter less strictly than it is meant does no harm.
                wire -> Optional.ofNullable(MachineFacts.of(wire))
                        .filter(facts -> wanted.fits(facts.machine().name()))
                        .orElse(null),
                MOST_NAMESAKES,
                found,
                gate));
        List<MachineFacts> nearer = found.stream()
                .filter(each -> !wanted.isKnownByShortName(each.machine().name()))
                .toList();
        return nearer.isEmpty() ? List.copyOf(found) : nearer;
    }

    /**
     * Who logged on to a machine, in no order. Waits for the network, as above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id the machine's id
     * @param gate passed before every attempt
     * @return empty when nobody did, or the machine is unknown
     * @throws DefenderException when there is no answer
     */
    public List<LogonUser> logonUsers(Person person, String id, CallGate gate) {
        String base = setup.api();
        List<LogonUser> users = new ArrayList<>();
        allPages(
                authorization -> api.logonUsers(base, authorization, id),
                call -> new ListPage<>(
                        Operation.LOGON_USERS, person, call, LogonUser.WANTED, LogonUser::of, MOST_USERS, users, gate));
        return List.copyOf(users);
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
        return signedIn(null, token(tokens.ofApplication()));
    }

    /**
     * What the token says that is kept. Asks nobody.
     *
     * @param person on whose behalf; null for the application itself
     * @return empty when none is kept
     */
    public Optional<SignedIn> signedIn(Person person) {
        return tokens(person).kept(clock.instant()).map(token -> signedIn(person, token));
    }

    /**
     * Looks whether another token would allow something else than the one that is kept, for instance since an administrator has
     * granted a permission, and changes over to such a one. Otherwise, and when none is to be had, the one that is kept stays.
     * Waits for the network.
     *
     * @param person on whose behalf; null for the application itself
     * @throws DefenderException when there is no token to be had
     */
    public void lookAgain(Person person) {
        TokenSource source = tokens(person);
        Optional<String> kept = source.kept(clock.instant());
        try {
            if (kept.isPresent() && !TokenClaims.of(source.another()).equals(TokenClaims.of(kept.get()))) {
                source.refused(kept.get());
                source.token();
            }
        } catch (SignInException e) {
            throw Trouble.signIn(e);
        }
    }

    private SignedIn signedIn(Person person, String token) {
        TokenClaims claims = TokenClaims.of(token);
        return new SignedIn(
                person != null, claims.permissions(), claims.audience(), setup.isRightAudience(claims.audience()));
    }

    /**
     * Whether a person is signed in already, so that {@link #signIn(Person)} would ask nobody.
     *
     * @param person on whose behalf
     * @return a token is kept
     */
    public boolean isSignedIn(Person person) {
        return tokens(person).kept(clock.instant()).isPresent();
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

    /** Reads a list page by page, each of which is a question of its own. */
    private void allPages(
            Function<String, Response> first, Function<Function<String, Response>, Exchange<Optional<String>>> page) {
        String base = setup.api();
        Set<String> links = new HashSet<>();
        Optional<String> next = asked(page.apply(first));
        while (next.isPresent()) {
            String link = NextLink.onSameHost(next.get(), base);
            if (!links.add(link)) {
                throw Trouble.brokenAnswer("its pages lead in a circle", null);
            }
            if (links.size() >= config.defender().mostPages()) {
                throw Trouble.tooLarge("it has more than " + config.defender().mostPages() + " pages", null);
            }
            next = asked(page.apply(authorization -> api.page(link, authorization)));
        }
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
            return withRetries(exchange, new AtomicInteger());
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
    <T> T withRetries(Exchange<T> exchange, AtomicInteger attempts) {
        return unlessResting(exchange, attempts);
    }

    @CircuitBreakerName(CallMeters.BREAKER)
    @CircuitBreaker(
            requestVolumeThreshold = 40,
            failureRatio = 0.9,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            failOn = {DefenderException.OfTheService.class, TimeoutException.class})
    <T> T unlessResting(Exchange<T> exchange, AtomicInteger attempts) {
        // The token first: a sign-in that fails costs no call.
        TokenSource source = tokens(exchange.person());
        String token = tokenWithin(exchange.gate().span(), source);
        Passage passage = passage(exchange.gate());
        Attempt attempt = new Attempt(exchange.operation(), exchange.gate().span(), attempts.incrementAndGet());
        try {
            return guard.pass(exchange.operation(), () -> timed(exchange, token, passage, attempt));
        } catch (RateLimitException e) {
            passage.unused();
            attempt.unmade();
            throw e;
        } catch (RuntimeException e) {
            attempt.failed(e);
            throw e;
        } finally {
            passage.answered();
            attempt.end();
            meters.ended(exchange.operation(), attempt);
        }
    }

    @Timeout(value = 45, unit = ChronoUnit.SECONDS)
    <T> T timed(Exchange<T> exchange, String token, Passage passage, Attempt attempt) {
        TraceOnward.within(attempt.onward());
        try (Response response = exchange.send("Bearer " + token)) {
            RequestInHand.answered();
            attempt.answered(response.getStatus());
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
            TraceOnward.within(null);
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

    /** A token that is kept is no work. */
    private String tokenWithin(Span work, TokenSource source) {
        if (source.kept(clock.instant()).isPresent()) {
            return token(source);
        }
        Span signIn = work.begin(Span.Kind.CLIENT);
        try {
            return token(source);
        } catch (DefenderException e) {
            signIn.failed("sign_in");
            throw e;
        } finally {
            signIn.end("sign in");
        }
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
