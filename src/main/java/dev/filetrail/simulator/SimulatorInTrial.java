// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** In the image for a trial the simulated tenant has a port of its own, for the program itself only: its doors are shut. */
@Singleton
@IfBuildProfile("trial")
class SimulatorInTrial {

    private static final int PORT = 18080;

    /** Before anything asks it. */
    void start(@Observes @Priority(1) StartupEvent start, Vertx vertx) {
        Router router = Router.router(vertx);
        new Simulator(vertx, Clock.systemUTC()).mount(router, "/simulator");
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(PORT, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
