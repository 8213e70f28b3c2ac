// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.Asking;
import dev.filetrail.trail.MachineTrail;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.TrailException;
import dev.filetrail.trail.Visits;
import io.netty.buffer.Unpooled;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers the call that has just been answered: a file that many ask for at once costs no call of Defender, and here hardly any
 * work either. The answer is what the tool would give, written once and kept as bytes for as long as it would say the same,
 * which is a second at the most, since it tells its age. Everything else (the gate before it, the memory of the trail, whose eyes
 * see what, the audit log) is as with any call; whatever is out of the ordinary is left to the extension.
 */
@Singleton
class RepeatedCalls {

    /** Behind the endpoint that has taken whatever is of the stateless revision, before the extension. */
    private static final int OF_THE_OLDER_REVISIONS = -45;

    /** Calls that are kept, each with an answer of some 20 KB. */
    private static final int MOST = 32;
    /** Characters in all texts of a call: models need fewer, and more would take room. */
    private static final int LONGEST_TEXTS = 1_000;
    /** Larger pages are not for models that ask all at once, and would take room. */
    private static final int MOST_MACHINES = 100;

    private static final byte[] END = {'}'};

    private final MachineTrail trail;
    private final Visits visits;
    private final CurrentVertxRequest current;
    private final ConnectionManager connections;

    /** By the arguments as they came, the latest last. */
    private final Map<JsonObject, Repeated> calls = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    RepeatedCalls(MachineTrail trail, Visits visits, CurrentVertxRequest current, ConnectionManager connections) {
        this.trail = trail;
        this.visits = visits;
        this.current = current;
        this.connections = connections;
    }

    void listen(
            @Observes Router router,
            @ConfigProperty(name = "quarkus.mcp.server.http.root-path", defaultValue = "/mcp") String path) {
        router.route(HttpMethod.POST, path).order(OF_THE_OLDER_REVISIONS).handler(this::take);
    }

    /**
     * A call was answered, and may come again.
     *
     * @param message the call
     * @param question what it asked
     * @param report what it was told
     */
    void expect(JsonObject message, MachinesQuestion question, MachinesReport report) {
        JsonObject arguments = arguments(message);
        if (arguments == null
                || !isShort(arguments)
                || !question.hash().isSha1()
                || question.query().cursor() != null
                || report.machines().size() > MOST_MACHINES) {
            return;
        }
        synchronized (calls) {
            calls.putIfAbsent(arguments.copy(), new Repeated(question));
            if (calls.size() > MOST) {
                calls.remove(calls.keySet().iterator().next());
            }
        }
    }

    /** Blanks count: what is forgiven in a call is kept with it as it came. */
    private static boolean isShort(JsonObject arguments) {
        long length = 0;
        for (Object argument : arguments.getMap().values()) {
            if (argument instanceof String text) {
                length += text.length();
            }
        }
        return length <= LONGEST_TEXTS;
    }

    private void take(RoutingContext context) {
        JsonObject message = MessageInHand.of(context);
        Repeated repeated = message == null || !isOrdinary(context.request()) ? null : known(message);
        Buffer result = repeated == null ? null : result(context, message, repeated);
        if (result == null) {
            context.next();
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(result);
    }

    /** The extension answers it, and in this form. */
    private boolean isOrdinary(HttpServerRequest request) {
        String session = request.getHeader(SessionElsewhere.SESSION);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return (session == null || connections.has(session))
                && accept != null
                && accept.contains("application/json")
                && accept.contains("text/event-stream");
    }

    /** @return what was kept of such a call; null when nothing was */
    Repeated known(JsonObject message) {
        JsonObject arguments = arguments(message);
        if (arguments == null) {
            return null;
        }
        synchronized (calls) {
            return calls.get(arguments);
        }
    }

    private Buffer result(RoutingContext context, JsonObject message, Repeated repeated) {
        ManagedContext request = Arc.container().requestContext();
        boolean mine = !request.isActive();
        if (mine) {
            request.activate();
        }
        try {
            current.setCurrent(context);
            Asking asking = Asking.as(TraceOfCall.of(visits.current(), message));
            return trail.remembered(repeated.question.hash(), repeated.question.query(), asking)
                    .map(report -> response(message.getValue("id"), repeated.bytes(report)))
                    .orElse(null);
        } catch (TrailException e) {
            // The tool will tell why.
            return null;
        } finally {
            if (mine) {
                request.terminate();
            }
        }
    }

    /** The result is not copied: it is as large as all the rest is small. */
    private static Buffer response(Object id, byte[] result) {
        byte[] begin = ("{\"jsonrpc\":\"2.0\",\"id\":" + (id instanceof String text ? Json.encode(text) : id)
                        + ",\"result\":")
                .getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer(Unpooled.wrappedBuffer(begin, result, END));
    }

    /** @return the arguments of a call of this one tool, if nothing about it is out of the ordinary; else null */
    private static JsonObject arguments(JsonObject message) {
        Object id = message.getValue("id");
        return (id instanceof Integer || id instanceof Long || id instanceof String)
                        && "2.0".equals(message.getValue("jsonrpc"))
                        && "tools/call".equals(message.getValue("method"))
                        && message.getValue("params") instanceof JsonObject params
                        && MachinesTool.NAME.equals(params.getValue("name"))
                        && params.getValue("arguments") instanceof JsonObject arguments
                        && (params.getValue("_meta") == null || params.getValue("_meta") instanceof JsonObject)
                ? arguments
                : null;
    }

    /** A question that was asked, and the last answer to it as bytes. */
    static final class Repeated {

        private final MachinesQuestion question;
        private volatile Written written;

        private Repeated(MachinesQuestion question) {
            this.question = question;
        }

        private byte[] bytes(MachinesReport report) {
            Written last = written;
            if (last == null || !last.report.saysTheSame(report)) {
                last = new Written(
                        report, Json.encodeToBuffer(question.answer(report)).getBytes());
                written = last;
            }
            return last.bytes;
        }
    }

    /** A report, and what a model gets of it. */
    private static final class Written {

        private final MachinesReport report;
        private final byte[] bytes;

        private Written(MachinesReport report, byte[] bytes) {
            this.report = report;
            this.bytes = bytes;
        }
    }
}
