// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers that are about machines. A person gets no others than those of their device groups. */
final class MachineAnswers {

    private static final String PAGE = "$skiptoken";

    private final Vertx vertx;
    private final SimulatedTenant tenant;
    private final String base;

    MachineAnswers(Vertx vertx, SimulatedTenant tenant, String base) {
        this.vertx = vertx;
        this.tenant = tenant;
        this.base = base;
    }

    void ofFile(RoutingContext routing) {
        String hash = routing.pathParam("id");
        if (!FileAnswers.isSha1(hash)) {
            FileAnswers.refuseHash(routing, hash);
            return;
        }
        String page = Optional.ofNullable(routing.request().getParam(PAGE)).orElse("0");
        if (!page.matches("[0-9]{1,9}")) {
            DefenderError.answer(routing, 400, "ODataError", "The $skiptoken is invalid.");
            return;
        }
        MachineSet found = tenant.machinesOf(hash, Grant.of(routing).person());
        int size = tenant.pageSize() == 0 ? Math.max(1, found.size()) : tenant.pageSize();
        int start = Integer.parseInt(page);
        // Endless pages go round: after the last machine come the first again.
        int from = tenant.endlessNextLinks() && found.size() > 0 ? start % found.size() : start;
        boolean more = tenant.endlessNextLinks() || start + size < found.size();
        MachinesBody body =
                new MachinesBody(found.iterator(from, from + size), more ? nextLink(routing, start + size) : null);
        routing.response().putHeader("Content-Type", DefenderRoutes.JSON).setChunked(true);
        Outflow.send(vertx, routing, body);
    }

    /** Those that a filter by name leaves; this tenant knows no other filter. */
    void list(RoutingContext routing) {
        Optional<NameFilter> filter = NameFilter.read(routing.request().getParam("$filter"));
        String top = Optional.ofNullable(routing.request().getParam("$top")).orElse("10000");
        if (filter.isEmpty() || !top.matches("[0-9]{1,5}")) {
            DefenderError.answer(routing, 400, "ODataError", "The query specified in the URI is not valid.");
            return;
        }
        FileAnswers.answer(
                routing,
                WireJson.object(
                        "@odata.context",
                        MachinesBody.CONTEXT,
                        "value",
                        tenant.machinesNamed(filter.get(), Grant.of(routing)::sees)
                                .limit(Integer.parseInt(top))
                                .map(SimulatedMachine::properties)
                                .toList()));
    }

    void machine(RoutingContext routing) {
        Optional<SimulatedMachine> machine = find(routing);
        if (machine.isPresent()) {
            Map<String, Object> wire = new LinkedHashMap<>();
            wire.put("@odata.context", MachinesBody.CONTEXT + "/$entity");
            wire.putAll(machine.get().properties());
            FileAnswers.answer(routing, wire);
        }
    }

    void logonUsers(RoutingContext routing) {
        find(routing).ifPresent(machine -> FileAnswers.answer(routing, LogonUsers.of(machine)));
    }

    private Optional<SimulatedMachine> find(RoutingContext routing) {
        String id = routing.pathParam("id");
        Optional<SimulatedMachine> machine = tenant.machine(id, Grant.of(routing)::sees);
        if (machine.isEmpty()) {
            DefenderError.answer(routing, 404, "ResourceNotFound", "Machine " + id + " was not found");
        }
        return machine;
    }

    private String nextLink(RoutingContext routing, int start) {
        HttpServerRequest request = routing.request();
        String host = tenant.nextLinkHost().orElseGet(() -> request.authority().toString());
        return request.scheme() + "://" + host + base + "/api/files/" + routing.pathParam("id") + "/machines?" + PAGE
                + "=" + start;
    }
}
