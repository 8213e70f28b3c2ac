package dev.filetrail.simulator;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The tenant's Entra sign-in: whom it accepts and what it gives. Safe to use from any thread. */
public final class SignIn {

    /** The tenant that is accepted at the start. */
    public static final String TENANT_ID = "00000000-0000-4000-8000-000000000001";
    /** The client (app registration) that is accepted at the start. */
    public static final String CLIENT_ID = "00000000-0000-4000-8000-000000000002";
    /** The client secret that is accepted at the start. */
    public static final String CLIENT_SECRET = "simulated-secret";
    /** How long a token lives at the start, in seconds: what Entra says most of the time. */
    public static final int LIFETIME_SECONDS = 3_599;
    /** The application permissions in a token at the start: all that the simulated calls need. */
    public static final List<String> ROLES =
            List.of("Machine.Read.All", "File.Read.All", "Alert.Read.All", "User.Read.All");

    private final AccessTokens tokens;
    private final Faults faults = new Faults();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong issued = new AtomicLong();
    private volatile Settings settings;

    SignIn(Clock clock) {
        tokens = new AccessTokens(clock);
        reset();
    }

    /** What is configured; one object, so that a request never sees half of a change. */
    record Settings(String tenantId, String clientId, String clientSecret, int lifetimeSeconds, List<String> roles) {}

    /**
     * Sets whom the sign-in accepts.
     *
     * @param tenantId the tenant
     * @param clientId the client (app registration)
     * @param clientSecret its secret
     * @return this
     */
    public synchronized SignIn accept(String tenantId, String clientId, String clientSecret) {
        settings = new Settings(tenantId, clientId, clientSecret, settings.lifetimeSeconds, settings.roles);
        return this;
    }

    /**
     * Sets how long the tokens from now on live.
     *
     * @param seconds the lifetime in seconds, also given as {@code expires_in}
     * @return this
     */
    public synchronized SignIn lifetimeSeconds(int seconds) {
        settings = new Settings(settings.tenantId, settings.clientId, settings.clientSecret, seconds, settings.roles);
        return this;
    }

    /**
     * Sets the application permissions in the tokens from now on.
     *
     * @param roles names such as {@code Machine.Read.All}; none for a token without the roles claim
     * @return this
     */
    public synchronized SignIn roles(String... roles) {
        settings = new Settings(
                settings.tenantId, settings.clientId, settings.clientSecret, settings.lifetimeSeconds, List.of(roles));
        return this;
    }

    /**
     * The faults of the token endpoint.
     *
     * @return the same object for the life of the simulator
     */
    public Faults faults() {
        return faults;
    }

    /**
     * How many requests the token endpoint got, whatever it answered.
     *
     * @return their number since the start or the last {@link #reset()}
     */
    public long requests() {
        return requests.get();
    }

    /**
     * How many tokens were issued.
     *
     * @return their number since the start or the last {@link #reset()}
     */
    public long tokensIssued() {
        return issued.get();
    }

    /** Revokes all tokens issued so far: the API answers them with a 401 from now on. */
    public void revokeAll() {
        tokens.revokeAll();
    }

    /**
     * Goes back to the start: settings, counters and faults. Tokens already issued stay valid, since the program under
     * test may hold one; see {@link #revokeAll()}.
     */
    public synchronized void reset() {
        settings = new Settings(TENANT_ID, CLIENT_ID, CLIENT_SECRET, LIFETIME_SECONDS, ROLES);
        requests.set(0);
        issued.set(0);
        faults.clear();
    }

    Settings settings() {
        return settings;
    }

    AccessTokens tokens() {
        return tokens;
    }

    void requested() {
        requests.incrementAndGet();
    }

    String issue(String audience, List<String> roles) {
        Settings now = settings;
        issued.incrementAndGet();
        return tokens.issue(now.tenantId, now.clientId, audience, roles, now.lifetimeSeconds);
    }
}
