// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.quarkiverse.mcp.server.InitialCheck;
import io.quarkiverse.mcp.server.InitialRequest.Transport;
import io.quarkiverse.mcp.server.InitialResponseInfo;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.quarkiverse.mcp.server.runtime.CancellationRequests;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.ContextSupport;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.quarkiverse.mcp.server.runtime.McpMetadata;
import io.quarkiverse.mcp.server.runtime.McpMetrics;
import io.quarkiverse.mcp.server.runtime.McpRequestValidator;
import io.quarkiverse.mcp.server.runtime.McpTracing;
import io.quarkiverse.mcp.server.runtime.NotificationManagerImpl;
import io.quarkiverse.mcp.server.runtime.PromptCompletionManagerImpl;
import io.quarkiverse.mcp.server.runtime.PromptManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceTemplateCompletionManagerImpl;
import io.quarkiverse.mcp.server.runtime.ResourceTemplateManagerImpl;
import io.quarkiverse.mcp.server.runtime.Sender;
import io.quarkiverse.mcp.server.runtime.ServerRequests;
import io.quarkiverse.mcp.server.runtime.ToolManagerImpl;
import io.quarkiverse.mcp.server.runtime.config.McpServerRuntimeConfig;
import io.quarkiverse.mcp.server.runtime.config.McpServersRuntimeConfig;
import io.quarkus.arc.All;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers requests of the stateless revision, each by itself: holds it to the rules, has the extension's own handlers do what
 * is asked, and gives the result the form of the revision.
 */
@Singleton
public class ModernEra extends McpMessageHandler<ModernRequest> {

    private static final String ANNOTATION = "x-mcp-header";

    private final Dress dress;
    private final Subscriptions subscriptions;
    /** What a tool takes, for the tools that have headers mirror a parameter; empty for all others. */
    private final Map<ToolInfo, JsonObject> mirrored = new ConcurrentHashMap<>();

    ModernEra(
            McpServersRuntimeConfig config,
            ConnectionManager connections,
            PromptManagerImpl prompts,
            ToolManagerImpl tools,
            ResourceManagerImpl resources,
            PromptCompletionManagerImpl promptCompletions,
            ResourceTemplateManagerImpl templates,
            ResourceTemplateCompletionManagerImpl templateCompletions,
            NotificationManagerImpl notifications,
            ServerRequests serverRequests,
            McpMetadata metadata,
            Vertx vertx,
            @All List<InitialCheck> initialChecks,
            @All List<InitialResponseInfo> initialResponseInfos,
            Instance<McpMetrics> metrics,
            Instance<McpTracing> tracing,
            Instance<McpRequestValidator> validator,
            CancellationRequests cancellations,
            Dress dress,
            Subscriptions subscriptions) {
        super(
                config,
                connections,
                prompts,
                tools,
                resources,
                promptCompletions,
                templates,
                templateCompletions,
                notifications,
                serverRequests,
                metadata,
                vertx,
                initialChecks,
                initialResponseInfos,
                metrics.isResolvable() ? metrics.get() : null,
                tracing.isResolvable() ? tracing.get() : null,
                validator.isResolvable() ? validator.get() : null,
                cancellations);
        this.dress = dress;
        this.subscriptions = subscriptions;
    }

    /**
     * Whether a message that came over a channel without headers is of this era. There {@code notifications/cancelled} is of
     * either, so {@link #cancel} is told of it too.
     *
     * @param message a request or a notification
     * @return whether {@link #answer} takes it
     */
    public boolean concerns(JsonObject message) {
        return Revisions.isModern(message);
    }

    /**
     * Answers a request that came over a channel without headers.
     *
     * @param message of this era
     * @param channel where the answer goes
     * @param process names the channel, so that {@link #cancel} finds the request again
     * @param context is told when the request context begins that the handlers work in
     * @return when the answer is on its way
     */
    public Future<Void> answer(JsonObject message, Channel channel, String process, ContextSupport context) {
        return answer(message, channel, process, Transport.STDIO, null, context);
    }

    /**
     * Answers a request that FileTrail has made itself out of one that came over HTTP.
     *
     * @param message of this era
     * @param channel where the answer goes
     * @param context is told when the request context begins that the handlers work in
     * @return when the answer is on its way
     */
    Future<Void> answer(JsonObject message, Channel channel, ContextSupport context) {
        return answer(message, channel, ConnectionManager.connectionId(), transport(), null, context);
    }

    /**
     * Ends a request that came over a channel without headers; it then gets no answer.
     *
     * @param message {@code notifications/cancelled}
     * @param process as the request was answered with
     */
    public void cancel(JsonObject message, String process) {
        Object id = message.getValue("params") instanceof JsonObject params ? params.getValue("requestId") : null;
        if (id == null || subscriptions.cancel(process, id)) {
            return;
        }
        ModernConnection connection =
                connection(process, null).opened(RequestMeta.nothing().asInitialRequest(Transport.STDIO));
        handle(new ModernRequest(message, connection, silent(), null));
    }

    /**
     * Answers a request.
     *
     * @param message of this era, in order or not
     * @param channel where the answer goes
     * @param connection names what the request came over
     * @param transport for the handlers
     * @param headers to hold it against; null where there are none
     * @param context what the handlers' request context is to know; null for nothing
     * @return when the answer is on its way
     */
    Future<Void> answer(
            JsonObject message,
            Channel channel,
            String connection,
            Transport transport,
            MirroredHeaders headers,
            ContextSupport context) {
        try {
            String method = method(message);
            RequestMeta meta = RequestMeta.of(message);
            if (headers != null) {
                headers.checkVersion(meta.version());
            }
            meta.check();
            if (headers != null) {
                headers.checkMethod(method);
            }
            if (!Methods.isKnown(method)) {
                throw Fault.noSuchMethod(method);
            }
            check(message, method, headers);
            Reply reply = new Reply(channel, dress, message, meta.logLevel() != null);
            ModernConnection opened = connection(connection, meta).opened(meta.asInitialRequest(transport));
            return switch (method) {
                case Methods.DISCOVER -> discover(reply, meta, context);
                case Methods.LISTEN -> subscriptions.open(message, channel, connection, config(), reply);
                default -> handled(handle(new ModernRequest(message, opened, reply, context)));
            };
        } catch (Fault fault) {
            return new Reply(channel, dress, message, false).refuse(fault);
        }
    }

    private static String method(JsonObject message) throws Fault {
        if (!"2.0".equals(message.getValue("jsonrpc"))) {
            throw Fault.invalidRequest("'jsonrpc' must be \"2.0\".");
        }
        if (!(message.getValue("id") instanceof String) && !(message.getValue("id") instanceof Number)) {
            throw Fault.invalidRequest("'id' must be a text or a number.");
        }
        if (message.getValue("method") instanceof String method) {
            return method;
        }
        throw Fault.invalidRequest("'method' must be a text.");
    }

    private void check(JsonObject message, String method, MirroredHeaders headers) throws Fault {
        String subject = Methods.subject(method);
        if (subject == null) {
            return;
        }
        JsonObject params = message.getJsonObject("params");
        if (!(params.getValue(subject) instanceof String name)) {
            throw Fault.invalidParams("Missing: params." + subject + ", a text.");
        }
        Object arguments = params.getValue("arguments");
        if (arguments != null && !(arguments instanceof JsonObject)) {
            throw Fault.invalidParams("params.arguments must be an object.");
        }
        if (headers == null) {
            return;
        }
        headers.checkName(name);
        if (method.equals(Methods.CALL_TOOL)) {
            ToolInfo tool = toolManager.getTool(name, McpServer.DEFAULT);
            JsonObject schema = tool == null ? new JsonObject() : mirrored.computeIfAbsent(tool, ModernEra::mirrored);
            headers.checkParameters(schema, (JsonObject) arguments);
        }
    }

    private static JsonObject mirrored(ToolInfo tool) {
        JsonObject schema = JsonObject.mapFrom(tool.asJson().getValue("inputSchema"));
        return schema.encode().contains(ANNOTATION) ? schema : new JsonObject();
    }

    private Future<Void> discover(Reply reply, RequestMeta meta, ContextSupport context) {
        ModernConnection unopened = connection(ConnectionManager.connectionId(), meta);
        return handled(
                handle(new ModernRequest(Introduction.initialize(meta), unopened, new Introduction(reply), context)));
    }

    private ModernConnection connection(String id, RequestMeta meta) {
        return new ModernConnection(id, config(), meta == null ? null : meta.logLevel());
    }

    private McpServerRuntimeConfig config() {
        return config.servers().get(McpServer.DEFAULT);
    }

    private static Future<Void> handled(Future<?> handled) {
        return handled.mapEmpty();
    }

    private static Sender silent() {
        return message -> Future.succeededFuture();
    }

    @Override
    protected Transport transport() {
        return Transport.STREAMABLE_HTTP;
    }
}
