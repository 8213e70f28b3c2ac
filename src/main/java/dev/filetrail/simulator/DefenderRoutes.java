// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The gate of the API: every call is logged, then needs a valid token, a role (or scope) and room in its quota, then meets the
 * fault that was ordered for it, and only then is answered.
 */
final class DefenderRoutes {

    static final String JSON = "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8";

    private static final int MACHINES_BEFORE_A_FAULT = 3;

    private final Vertx vertx;
    private final Simulator simulator;
    private final Clock clock;

    DefenderRoutes(Vertx vertx, Simulator simulator, Clock clock) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.clock = clock;
    }

    void mount(Router router, String base) {
        MachineAnswers machines = new MachineAnswers(vertx, simulator.tenant(), base);
        FileAnswers files = new FileAnswers(simulator.tenant(), clock);
        route(router, base, "/api/files/:id/machines", CallKind.MACHINES_OF_FILE, machines::ofFile);
        route(router, base, "/api/files/:id/stats", CallKind.FILE_STATS, files::stats);
        route(router, base, "/api/files/:id/alerts", CallKind.FILE_ALERTS, files::alerts);
        route(router, base, "/api/files/:id", CallKind.FILE, files::file);
        route(router, base, "/api/machines", CallKind.MACHINE, machines::list);
        route(router, base, "/api/machines/:id/logonusers", CallKind.LOGON_USERS, machines::logonUsers);
        route(router, base, "/api/machines/:id", CallKind.MACHINE, machines::machine);
        router.route(base + "/*").handler(routing -> {
            log(routing, base, CallKind.OTHER);
            DefenderError.answer(routing, 404, "NotFound", "Resource not found for the segment.");
        });
    }

    private void route(Router router, String base, String path, CallKind kind, Consumer<RoutingContext> answer) {
        router.get(base + path).handler(routing -> {
            log(routing, base, kind);
            admit(routing, kind, answer);
        });
    }

    private void log(RoutingContext routing, String base, CallKind kind) {
        String query = routing.request().query();
        String path = routing.request().path().substring(base.length()) + (query == null ? "" : "?" + query);
        CallLog.Entry entry = simulator.calls().arrived(kind, path, clock.instant(), routing.request());
        routing.addHeadersEndHandler(
                headers -> entry.answered(routing.response().getStatusCode()));
        routing.response().closeHandler(clientLeft -> {
            if (!routing.response().ended()) {
                entry.abandoned();
            }
        });
    }

    private void admit(RoutingContext routing, CallKind kind, Consumer<RoutingContext> answer) {
        Optional<Grant> grant = bearer(routing).flatMap(simulator.signIn().tokens()::verify);
        if (grant.isEmpty()) {
            DefenderError.unauthorized(routing, UUID.randomUUID().toString());
            return;
        }
        if (!grant.get().allows(kind)) {
            DefenderError.missingPermission(routing, kind, grant.get());
            return;
        }
        Optional<Quotas.Refusal> refusal = simulator.quotas().count(kind);
        if (refusal.isPresent()) {
            DefenderError.throttled(routing, refusal.get());
            return;
        }
        grant.get().letIn(routing);
        routing.response().putHeader("OData-Version", "4.0");
        Optional<Fault> fault = simulator.faults().take(kind);
        if (fault.isPresent()) {
            fault.get().befall(faulty(routing, answer));
        } else {
            answer.accept(routing);
        }
    }

    private static Optional<String> bearer(RoutingContext routing) {
        return Optional.ofNullable(routing.request().getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** Whatever the call, what a fault sends looks like machines: a client must not rely on either. */
    private FaultyCall faulty(RoutingContext routing, Consumer<RoutingContext> answer) {
        Buffer opening = Buffer.buffer("{\"@odata.context\":\"" + MachinesBody.CONTEXT + "\",\"value\":[");
        for (int number = 0; number < MACHINES_BEFORE_A_FAULT; number++) {
            opening.appendString(number == 0 ? "" : ",").appendBuffer(machine(number));
        }
        return new FaultyCall(
                vertx,
                routing,
                clock,
                JSON,
                opening,
                Buffer.buffer("]}"),
                number -> Buffer.buffer(",").appendBuffer(machine(MACHINES_BEFORE_A_FAULT + number)),
                () -> answer.accept(routing));
    }

    private Buffer machine(long number) {
        return WireJson.of(simulator.tenant().ordinary(number).properties());
    }
}
