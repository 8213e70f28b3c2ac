// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;

/**
 * A Defender for Endpoint tenant and its Entra sign-in, spoken over HTTP, for development and tests. Everything it
 * knows is made up, and the same at every start; dates follow the clock.
 */
public final class Simulator {

    private static final long LARGEST_FORM_IN_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Clock clock;
    private final SimulatedTenant tenant;
    private final Faults faults = new Faults();
    private final Quotas quotas;
    private final SignIn signIn;
    private final CallLog calls = new CallLog();
    private final BotConnector botConnector;

    /**
     * Makes up a tenant.
     *
     * @param vertx where the timers of slow answers and of broken connections run
     * @param clock the time for tokens, quotas and the dates of machines, which are counted back from its now
     */
    public Simulator(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.tenant = new SimulatedTenant(clock.instant());
        this.quotas = new Quotas(clock);
        this.signIn = new SignIn(clock);
        this.botConnector = new BotConnector(clock);
    }

    /**
     * Adds the simulator's routes to a router: below {@code {prefix}/login/{tenant}} the token endpoint
     * {@code /oauth2/v2.0/token}, {@code /v2.0/.well-known/openid-configuration} and {@code /discovery/v2.0/keys}; for
     * managed identities {@code {prefix}/metadata/identity/oauth2/token} and {@code {prefix}/appservice/token}; and
     * {@code {prefix}/defender/api/…}. The Bot Connector is at {@code {prefix}/connector}, and {@code {prefix}/teams/messages} is where
     * an emulator of Teams may deliver messages without tokens. All answers have a Date.
     *
     * @param router the router
     * @param prefix a path such as {@code /simulator}, without a slash at its end
     */
    public void mount(Router router, String prefix) {
        router.route(prefix + "/*").handler(this::date);
        router.post(prefix + "/login/:tenant/oauth2/v2.0/token")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM_IN_BYTES))
                .handler(new BotTokenEndpoint(vertx, botConnector, clock)::handle)
                .handler(new TokenEndpoint(vertx, signIn, clock)::handle);
        new OpenIdProvider(signIn, clock, prefix + "/login").mount(router);
        new ManagedIdentityEndpoint(vertx, signIn, clock).mount(router, prefix);
        new BotConnectorRoutes(vertx, botConnector, clock).mount(router, prefix);
        new DefenderRoutes(vertx, this, clock).mount(router, prefix + "/defender");
    }

    /**
     * The simulated machines and files.
     *
     * @return the same object for the life of the simulator
     */
    public SimulatedTenant tenant() {
        return tenant;
    }

    /**
     * The faults of the API's calls.
     *
     * @return the same object for the life of the simulator
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The quotas of the API's calls.
     *
     * @return the same object for the life of the simulator
     */
    public Quotas quotas() {
        return quotas;
    }

    /**
     * The sign-in.
     *
     * @return the same object for the life of the simulator
     */
    public SignIn signIn() {
        return signIn;
    }

    /**
     * The Bot Connector of Teams.
     *
     * @return the same object for the life of the simulator
     */
    public BotConnector botConnector() {
        return botConnector;
    }

    /**
     * The API requests so far.
     *
     * @return the same object for the life of the simulator
     */
    public CallLog calls() {
        return calls;
    }

    /**
     * Everything back to the start: settings, faults, quotas, counters, the log. Tokens already issued stay valid,
     * since the program under test may hold one.
     */
    public void reset() {
        tenant.reset();
        faults.clear();
        quotas.reset();
        signIn.reset();
        botConnector.reset();
        calls.clear();
    }

    private void date(RoutingContext routing) {
        routing.addHeadersEndHandler(headers -> routing.response()
                .putHeader("Date", QuotaText.httpDate(clock.instant().plus(signIn.dateSkew()))));
        routing.next();
    }
}
