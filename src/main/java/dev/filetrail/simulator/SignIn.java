// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
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
    /** The client id of the system-assigned managed identity, where there is one. */
    public static final String SYSTEM_ASSIGNED_CLIENT_ID = "00000000-0000-4000-8000-000000000003";
    /** How long a token lives at the start, in seconds: what Entra says most of the time. */
    public static final int LIFETIME_SECONDS = 3_599;
    /** The application permissions in a token at the start: all that the simulated calls need. */
    public static final List<String> ROLES =
            List.of("Machine.Read.All", "File.Read.All", "Alert.Read.All", "User.Read.All");
    /** The delegated permissions in a person's token at the start: all that the simulated calls need. */
    public static final List<String> SCOPES = List.of("Machine.Read", "File.Read.All", "Alert.Read", "User.Read.All");

    private static final SignInSettings AT_THE_START =
            new SignInSettings(TENANT_ID, CLIENT_ID, CLIENT_SECRET, LIFETIME_SECONDS, ROLES, SCOPES);

    private final Clock clock;
    private final AccessTokens tokens;
    private final ClientAuthentication clientAuthentication = new ClientAuthentication();
    private final ManagedIdentities managedIdentities = new ManagedIdentities();
    private final SigningKeys signingKeys = new SigningKeys();
    private final OnBehalfOf onBehalfOf = new OnBehalfOf(signingKeys);
    private final Faults faults = new Faults();
    private final Faults metadataFaults = new Faults();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong metadataRequests = new AtomicLong();
    private final AtomicLong keyRequests = new AtomicLong();
    private final AtomicLong issued = new AtomicLong();
    private volatile SignInSettings settings = AT_THE_START;
    private volatile Duration dateSkew = Duration.ZERO;
    private volatile String loginUrl;

    SignIn(Clock clock) {
        this.clock = clock;
        tokens = new AccessTokens(clock);
    }

    /**
     * Sets whom the sign-in accepts.
     *
     * @param tenantId the tenant
     * @param clientId the client (app registration)
     * @param clientSecret its secret
     * @return this
     */
    public synchronized SignIn accept(String tenantId, String clientId, String clientSecret) {
        settings = settings.withClient(tenantId, clientId, clientSecret);
        return this;
    }

    /**
     * Lets the client sign its assertions with this certificate's key, beside those accepted before.
     *
     * @param certificate a certificate with an RSA key
     * @return this
     */
    public SignIn acceptCertificate(X509Certificate certificate) {
        clientAuthentication.certificates().accept(certificate);
        return this;
    }

    /**
     * Lets another identity provider vouch for the client (workload identity federation), beside those trusted before.
     *
     * @param issuer the {@code iss} of its assertions
     * @param subject the {@code sub} of its assertions
     * @param key what its assertions are signed with, by RS256
     * @return this
     */
    public SignIn trustFederated(String issuer, String subject, RSAPublicKey key) {
        clientAuthentication.federated().trust(issuer, subject, key);
        return this;
    }

    /**
     * The client assertions that arrived, whether they were accepted or not. What is no JWT is not among them.
     *
     * @return a snapshot, oldest first
     */
    public List<ClientAssertion> assertions() {
        return clientAuthentication.assertions();
    }

    /**
     * Sets how long the tokens from now on live.
     *
     * @param seconds the lifetime in seconds, also given as {@code expires_in}
     * @return this
     */
    public synchronized SignIn lifetimeSeconds(int seconds) {
        settings = settings.withLifetime(seconds);
        return this;
    }

    /**
     * Sets the application permissions in the tokens from now on.
     *
     * @param roles names such as {@code Machine.Read.All}; none for a token without the roles claim
     * @return this
     */
    public synchronized SignIn roles(String... roles) {
        settings = settings.withRoles(roles);
        return this;
    }

    /**
     * Sets the delegated permissions in the tokens that are got on behalf of people from now on.
     *
     * @param scopes names such as {@code Machine.Read}; none for a token without the scp claim
     * @return this
     */
    public synchronized SignIn scopes(String... scopes) {
        settings = settings.withScopes(scopes);
        return this;
    }

    /**
     * Sets the managed identities of the resource that the program under test runs on. There is none at the start.
     *
     * @param systemAssigned whether it has one of its own: {@link #SYSTEM_ASSIGNED_CLIENT_ID}
     * @param userAssignedClientIds the client ids of those that were given to it
     * @return this
     */
    public SignIn managedIdentity(boolean systemAssigned, String... userAssignedClientIds) {
        managedIdentities.assign(systemAssigned, userAssignedClientIds);
        return this;
    }

    /**
     * Makes the directory want more of a person, such as a second factor: AADSTS50076, {@code interaction_required}.
     *
     * @param person {@code ann} or {@code ben}
     * @param claimsJson the claims challenge, a JSON document; null takes the demand back
     * @return this
     */
    public SignIn requireInteraction(String person, String claimsJson) {
        onBehalfOf.requireInteraction(SimulatedPerson.called(person), claimsJson);
        return this;
    }

    /**
     * Takes a person's consent to the client away: AADSTS65001, until {@link #reset()}.
     *
     * @param person {@code ann} or {@code ben}
     * @return this
     */
    public SignIn withoutConsent(String person) {
        onBehalfOf.withoutConsent(SimulatedPerson.called(person));
        return this;
    }

    /**
     * How many tokens were given on behalf of a person.
     *
     * @param person {@code ann} or {@code ben}
     * @return their number since the start or the last {@link #reset()}
     */
    public long exchanges(String person) {
        return onBehalfOf.exchanges(SimulatedPerson.called(person));
    }

    /**
     * A token that a person calls the client with, as the simulated Entra gives it.
     *
     * @param person {@code ann} or {@code ben}
     * @return the token, right until it is changed
     * @throws IllegalStateException if the simulator has no server of its own, and so no address in the issuer
     */
    public UserToken userToken(String person) {
        return userToken(person, issuer());
    }

    /**
     * The same, of any issuer.
     *
     * @param person {@code ann} or {@code ben}
     * @param issuer the {@code iss} claim, such as {@link SimulatorServer#issuer()}
     * @return the token, right until it is changed
     */
    public UserToken userToken(String person, String issuer) {
        return new UserToken(clock, signingKeys.current(), settings, SimulatedPerson.called(person), issuer);
    }

    /**
     * The accepted tenant as the issuer of its people's tokens: the simulator's server, by its IP address.
     *
     * @return a URL without a slash at its end
     * @throws IllegalStateException if the simulator has no server of its own
     */
    public String issuer() {
        if (loginUrl == null) {
            throw new IllegalStateException("Only a SimulatorServer knows its address");
        }
        return loginUrl + '/' + settings.tenantId() + "/v2.0";
    }

    /** Signs people's tokens with a new key from now on; the one before is no longer published nor accepted. */
    public void rotateKeys() {
        signingKeys.rotate();
    }

    /**
     * Makes the {@code Date} of all answers wrong, of the sign-in and of the API.
     *
     * @param skew how far ahead of the right time; negative for behind
     * @return this
     */
    public SignIn dateSkew(Duration skew) {
        dateSkew = skew;
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
     * The faults of the places that give managed identities their tokens.
     *
     * @return the same object for the life of the simulator
     */
    public Faults metadataFaults() {
        return metadataFaults;
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
     * How many requests the places for managed identities got, whatever they answered.
     *
     * @return their number since the start or the last {@link #reset()}
     */
    public long metadataRequests() {
        return metadataRequests.get();
    }

    /**
     * How often the published keys were fetched.
     *
     * @return the number since the start or the last {@link #reset()}
     */
    public long keyRequests() {
        return keyRequests.get();
    }

    /**
     * How many tokens for the API were issued, to apps, managed identities and people.
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
     * Goes back to the start: settings, certificates, trust, counters and faults. Tokens already issued stay valid, and
     * the key of people's tokens stays the same, since the program under test may hold them; see {@link #revokeAll()} and
     * {@link #rotateKeys()}.
     */
    public synchronized void reset() {
        settings = AT_THE_START;
        dateSkew = Duration.ZERO;
        clientAuthentication.reset();
        managedIdentities.reset();
        onBehalfOf.reset();
        requests.set(0);
        metadataRequests.set(0);
        keyRequests.set(0);
        issued.set(0);
        faults.clear();
        metadataFaults.clear();
    }

    SignInSettings settings() {
        return settings;
    }

    AccessTokens tokens() {
        return tokens;
    }

    ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    ManagedIdentities managedIdentities() {
        return managedIdentities;
    }

    OnBehalfOf onBehalfOf() {
        return onBehalfOf;
    }

    SigningKeys signingKeys() {
        return signingKeys;
    }

    Duration dateSkew() {
        return dateSkew;
    }

    /** Without a slash at its end. */
    void reachedAt(String url) {
        loginUrl = url;
    }

    void requested() {
        requests.incrementAndGet();
    }

    void metadataRequested() {
        metadataRequests.incrementAndGet();
    }

    void keysRequested() {
        keyRequests.incrementAndGet();
    }

    String issueToApp(String clientId, String audience) {
        issued.incrementAndGet();
        return tokens.forApp(settings, clientId, audience);
    }

    String issueToPerson(SimulatedPerson person, String audience) {
        issued.incrementAndGet();
        onBehalfOf.exchanged(person);
        return tokens.forPerson(settings, person, audience);
    }
}
