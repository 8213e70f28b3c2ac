package dev.filetrail.chat.teams;

import dev.filetrail.trail.AuditLog;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * {@code POST /chat/teams/webhook}: where Teams delivers what people say to the outgoing webhook, and waits five seconds for the
 * reply. What takes longer goes on, and is remembered for whoever asks again. The gate has read the body.
 */
@Singleton
class WebhookEndpoint {

    static final String PATH = "/chat/teams/webhook";

    private static final Logger LOG = Logger.getLogger(WebhookEndpoint.class);

    /** Much more than a message of Teams may have (Microsoft's page "Format your bot messages": 28 KB). */
    private static final int LARGEST = 256 * 1024;
    /** How many questions may be under way. */
    private static final int MOST = 200;

    private final WebhookSecrets secrets;
    private final AllowedTenants tenants;
    private final Conversation conversation;
    private final ActivitiesSeen seen;
    private final AuditLog audit;
    private final Clock clock;
    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST);

    /**
     * @param secrets tell who has signed
     * @param tenants whose people are answered
     * @param conversation knows what to say
     * @param seen what was delivered before
     * @param audit where refusals are written down
     * @param clock the time
     * @param config says how long a reply may take
     */
    WebhookEndpoint(
            WebhookSecrets secrets,
            AllowedTenants tenants,
            Conversation conversation,
            ActivitiesSeen seen,
            AuditLog audit,
            Clock clock,
            WebhookConfig config) {
        this.secrets = secrets;
        this.tenants = tenants;
        this.conversation = conversation;
        this.seen = seen;
        this.audit = audit;
        this.clock = clock;
        this.patience = config.patience();
    }

    void listen(@Observes Router router) {
        router.route(PATH).handler(this::take);
    }

    private void take(RoutingContext context) {
        Context home = Vertx.currentContext();
        try {
            said(mention(context))
                    .emitOn(next -> home.runOnContext(now -> next.run()))
                    .subscribe()
                    .with(said -> send(context, said), failure -> refuse(context, failure));
        } catch (RuntimeException e) {
            refuse(context, e);
        }
    }

    /** The signature first: whoever can't sign is told nothing of what is right or wrong with a message. */
    private Activity mention(RoutingContext context) {
        if (!secrets.areThere()) {
            throw new BotRefusal(
                    404,
                    "There is no webhook here: FileTrail's operator has not set filetrail.chat.teams.webhook.secrets.");
        }
        if (!context.request().method().equals(HttpMethod.POST)) {
            throw new BotRefusal(405, "Mentions come by POST.");
        }
        Buffer body = context.body().buffer() == null
                ? Buffer.buffer()
                : context.body().buffer();
        if (body.length() > LARGEST) {
            throw new BotRefusal(413, "The message is too large.");
        }
        if (!secrets.haveSigned(context.request().getHeader(HttpHeaders.AUTHORIZATION), body.getBytes())) {
            throw new BotRefusal(
                    401,
                    "Teams has not signed this message, or with another security token than those in"
                            + " filetrail.chat.teams.webhook.secrets.");
        }
        WebhookMessage message = WebhookMessage.read(body);
        if (!message.isRecent(clock.instant())) {
            throw new BotRefusal(
                    403,
                    "The message was not sent within the last " + WebhookMessage.OLDEST.toMinutes()
                            + " minutes. If Teams has sent it just now, this machine's clock is wrong.");
        }
        if (!tenants.include(message.activity())) {
            throw new BotRefusal(403, "The message is of no tenant in filetrail.chat.teams.tenants.");
        }
        if (!seen.isNew(
                message.activity().conversation(),
                "mention " + message.activity().id())) {
            throw new BotRefusal(409, "This message was delivered before.");
        }
        return message.activity();
    }

    private Uni<Said> said(Activity mention) {
        Question question = Question.read(mention.text());
        if (!room.tryAcquire()) {
            throw BotRefusal.later("Too many questions are under way.", 2, null);
        }
        Uni<Said> said = conversation
                .answer(question, visit(mention), Stage.WEBHOOK)
                .onTermination()
                .invoke(() -> room.release())
                .memoize()
                .indefinitely();
        // Goes on when nobody waits any more: whoever asks again soon finds the answer remembered.
        said.subscribe().with(done -> {}, failure -> LOG.error("A mention was not answered.", failure));
        return said.ifNoItem().after(patience).recoverWithItem(() -> WordsCard.stillAsking(question));
    }

    private static Visit visit(Activity mention) {
        String tenant = mention.tenants().iterator().next();
        return Visit.of("teams", new Caller("teams", tenant, mention.person(), mention.personName(), null));
    }

    private static void send(RoutingContext context, Said said) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject reply = BotMessage.of(said);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(reply.toBuffer());
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof BotRefusal refusal) {
            boolean brought = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
            if (brought && (refusal.status() == 401 || refusal.status() == 403 || refusal.status() == 409)) {
                audit.denied(
                        "teams",
                        "signature",
                        context.request().remoteAddress().hostAddress(),
                        refusal.getMessage(),
                        refusal.status());
            }
            if (refusal.status() == 401) {
                context.response().putHeader("WWW-Authenticate", "HMAC");
            }
            refusal.answer(context);
        } else {
            LOG.error("A mention was not dealt with.", failure);
            new BotRefusal(500, "FileTrail itself failed; its log says why.").answer(context);
        }
    }
}
