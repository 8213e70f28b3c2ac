// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The answers that are about a file itself. */
final class FileAnswers {

    private static final int DEFAULT_LOOK_BACK_HOURS = 30 * 24;
    private static final int LONGEST_LOOK_BACK_HOURS = 720;

    private final SimulatedTenant tenant;
    private final Clock clock;

    FileAnswers(SimulatedTenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    void file(RoutingContext routing) {
        String hash = routing.pathParam("id");
        if (!isSha1(hash) && !isSha256(hash)) {
            refuseHash(routing, hash);
            return;
        }
        Optional<SimulatedFile> file = tenant.file(hash);
        if (file.isPresent()) {
            answer(routing, file.get().toWire());
        } else {
            DefenderError.answer(routing, 404, "ResourceNotFound", "File " + hash + " was not found");
        }
    }

    void stats(RoutingContext routing) {
        String hash = routing.pathParam("id");
        if (!isSha1(hash) && !isSha256(hash)) {
            refuseHash(routing, hash);
            return;
        }
        String lookBack = routing.request().getParam("lookBackHours");
        Optional<Integer> hours = lookBack == null ? Optional.of(DEFAULT_LOOK_BACK_HOURS) : hours(lookBack);
        if (hours.isEmpty()) {
            DefenderError.answer(
                    routing,
                    400,
                    "InvalidInput",
                    "The lookBackHours must be from 1 to " + LONGEST_LOOK_BACK_HOURS + ".");
            return;
        }
        FileStats stats = tenant.file(hash)
                .map(file -> FileStats.of(file, clock.instant(), hours.get()))
                .orElse(FileStats.NONE);
        answer(routing, stats.toWire(hash, tenant.file(hash)));
    }

    void alerts(RoutingContext routing) {
        String hash = routing.pathParam("id");
        if (!isSha1(hash)) {
            refuseHash(routing, hash);
            return;
        }
        answer(routing, FileAlerts.of(tenant.file(hash), tenant.born(), Grant.of(routing)::sees));
    }

    static boolean isSha1(String hash) {
        return hash.matches("[0-9a-fA-F]{40}");
    }

    static void refuseHash(RoutingContext routing, String hash) {
        DefenderError.answer(routing, 400, "InvalidHashValue", "The hash value '" + hash + "' is invalid.");
    }

    static void answer(RoutingContext routing, Map<String, Object> json) {
        routing.response().putHeader("Content-Type", DefenderRoutes.JSON).end(WireJson.of(json));
    }

    private static boolean isSha256(String hash) {
        return hash.matches("[0-9a-fA-F]{64}");
    }

    private static Optional<Integer> hours(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(hours -> hours >= 1 && hours <= LONGEST_LOOK_BACK_HOURS);
    }
}
