// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.trail.Caller;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.quarkus.vertx.http.security.CORS;
import io.quarkus.vertx.http.security.HttpSecurity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where everybody comes by who wants in: first whose page asks, then who asks, then whether they ask too much at once, and last
 * that the question is whole. What it refuses gets no further.
 */
@Singleton
class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private static final int BEFORE_ALL_OTHERS = 10_000;
    /** Behind what tells a browser which pages may read the answer, or it could not read a refusal. */
    private static final int WHO = SecurityHandlerPriorities.CORS - 10;

    private static final int WHOLE = WHO - 10;
    private static final int READABLE = WHOLE - 10;

    private static final String LISTEN = "subscriptions/listen";

    /** Messages of chats, all of whose people come from the same few addresses. */
    private static final int MOST_MESSAGES = 500;

    private static final Duration LONGEST_BODY = Duration.ofSeconds(30);

    /** Quarkus need not look who it is; but its access log asks for a name. */
    private static final SecurityIdentity NOBODY_OF_QUARKUS = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true)
            .build();

    private final AccessRules rules;
    private final TokenWay tokens;
    private final KeyWay keys;
    private final AuditJournal journal;
    private final Sessions sessions;

    private ResourceMetadata metadata;
    private final ConsolePage page = new ConsolePage();
    private Challenge challenge;
    private RequestsAtOnce requests;
    private RequestsAtOnce streams;
    private final RequestsAtOnce messages = new RequestsAtOnce(MOST_MESSAGES);

    Gate(AccessRules rules, TokenWay tokens, KeyWay keys, AuditJournal journal, OwnedStreams owned) {
        this.rules = rules;
        this.tokens = tokens;
        this.keys = keys;
        this.journal = journal;
        this.sessions = new Sessions(owned);
    }

    /** Runs before the socket opens, so that what must not listen never does. */
    void guard(
            @Observes Filters filters,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody,
            Surroundings around) {
        rules.check();
        metadata = new ResourceMetadata(rules);
        challenge = new Challenge(rules);
        requests = new RequestsAtOnce(rules.requestsAtOnce());
        streams = new RequestsAtOnce(rules.streamsAtOnce());
        WholeBody body = new WholeBody(largestBody.asLongValue(), LONGEST_BODY);
        filters.register(Framing::check, BEFORE_ALL_OTHERS + 1);
        filters.register(Origins.of(rules, rules.ways().contains(Way.LOOPBACK))::check, BEFORE_ALL_OTHERS);
        filters.register(this::admit, WHO);
        filters.register(body::await, WHOLE);
        filters.register(body::check, READABLE);
    }

    void sayWhatWasWrong(@Observes Router router) {
        router.route().order(-WHOLE).failureHandler(WholeBody::failed).failureHandler(Wordless::failed);
        router.route().last().handler(Wordless::unanswered);
    }

    /** Tells browsers of the pages that may ask, and what they may read. */
    void tellBrowsers(@Observes HttpSecurity security) {
        rules.check();
        security.cors(CORS.builder()
                .origins(rules.ways().contains(Way.LOOPBACK) ? Origins.THIS_MACHINE : rules.origins())
                .exposedHeaders(Set.of(
                        "Mcp-Session-Id",
                        "WWW-Authenticate",
                        "Retry-After",
                        RequestVisits.CORRELATION,
                        "X-Total-Count",
                        "X-Next-Cursor",
                        "X-Stale-Age"))
                .accessControlAllowCredentials(false)
                .build());
    }

    /** Health and metrics are for whoever reaches that port, but for no page of somebody else's. */
    void guardManagement(@Observes ManagementInterface management, Surroundings around) {
        String host = around.managementHost();
        management
                .router()
                .route()
                .order(-BEFORE_ALL_OTHERS)
                .handler(Origins.of(rules, host != null && LoopbackAddress.isLoopback(host))::check)
                .failureHandler(Origins::failed);
    }

    private void admit(RoutingContext context) {
        if (metadata.answers(context)) {
            return;
        }
        if (page.opens(context) || InterfaceDescription.opens(context)) {
            // Nobody is asked who they are for what holds no answer; with what it asks it comes by here again.
            QuarkusHttpUser.setIdentity(NOBODY_OF_QUARKUS, context);
            context.next();
            return;
        }
        if (Door.of(context.normalizedPath()) == Door.CHAT) {
            // Who it is stands in the message, and whether that is true only whoever reads all of it can tell: chat.
            goOn(context, messages, "", "Too many messages are under way.");
            return;
        }
        if (rules.ways().contains(Way.LOOPBACK)) {
            letIn(context, Caller.ON_THIS_MACHINE);
            return;
        }
        // What is found out elsewhere goes on where the request is at home.
        Context home = Vertx.currentContext();
        who(context)
                .emitOn(next -> home.runOnContext(now -> next.run()))
                .subscribe()
                .with(caller -> letIn(context, caller), failure -> refuse(context, failure));
    }

    private Uni<Caller> who(RoutingContext context) {
        return Uni.createFrom().deferred(() -> {
            if (rules.ways().contains(Way.CHAT)) {
                throw new Refused(new Problem(
                        403,
                        "This FileTrail answers in chats only. Its operator opens other doors with filetrail.access."));
            }
            Door door = Door.of(context.normalizedPath());
            Credential credential = Credential.of(context.request());
            if (credential == null) {
                throw new Refused(challenge.unknown(door, whatToBring(door, "Nobody has said who asks.")));
            }
            if (!rules.takes(door, credential.way())) {
                throw new Refused(challenge.unknown(door, whatToBring(door, "That doesn't open this door.")));
            }
            return credential.way() == Way.OIDC
                    ? tokens.admit(credential.secret(), door, context)
                    : keys.admit(credential.secret(), door, context);
        });
    }

    private String whatToBring(Door door, String what) {
        String token = "an access token of " + (rules.ways().contains(Way.OIDC) ? rules.issuer() : "");
        String key = "a key of FileTrail's";
        boolean both = rules.takes(door, Way.OIDC) && rules.takes(door, Way.API_KEY);
        return what + " Send " + (both ? token + ", or " + key + "," : rules.takes(door, Way.OIDC) ? token : key)
                + " as 'Authorization: Bearer'.";
    }

    private void letIn(RoutingContext context, Caller caller) {
        boolean stream = isStream(context);
        if (context.response().closed()) {
            // Gone while it was found out who it is: nobody would tell that it has ended.
            return;
        }
        RequestsAtOnce counted = stream ? streams : requests;
        String name = caller.way() + "\n" + caller.tenant() + "\n" + caller.subject();
        if (!sessions.lets(context, name)) {
            Wordless.noSuchSession().answer(context);
            return;
        }
        context.put(RequestVisits.CALLER, caller);
        goOn(context, counted, name, stream ? "Too many streams are open." : "Too many questions are under way.");
    }

    private static void goOn(RoutingContext context, RequestsAtOnce counted, String name, String tooMany) {
        if (!counted.enter(name)) {
            new Problem(429, tooMany).with("Retry-After", "1").answer(context);
            return;
        }
        context.addEndHandler(end -> counted.leave(name));
        QuarkusHttpUser.setIdentity(NOBODY_OF_QUARKUS, context);
        context.next();
    }

    /** A stream stays open for as long as somebody listens, in the older revisions by GET, in the stateless one by a method. */
    private static boolean isStream(RoutingContext context) {
        HttpServerRequest request = context.request();
        return Door.of(context.normalizedPath()) == Door.MCP
                && (request.method().equals(HttpMethod.GET) || LISTEN.equals(request.getHeader("Mcp-Method")));
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof Refused refused) {
            writeDown(context, refused.problem());
            refused.problem().answer(context);
        } else {
            LOG.error("The gate failed.", failure);
            new Problem(500, "FileTrail itself failed; its log says why.").answer(context);
        }
    }

    /** Whoever brought nothing was only asking what to bring. */
    private void writeDown(RoutingContext context, Problem problem) {
        boolean key = context.request().headers().contains(Credential.KEY_HEADER);
        if (key || context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            journal.denied(
                    Door.of(context.normalizedPath()).label(),
                    key ? "key" : "bearer",
                    context.request().remoteAddress().hostAddress(),
                    problem.detail(),
                    problem.status());
        }
    }
}
