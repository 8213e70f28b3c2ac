// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** In dev mode the program talks to a simulated tenant on its own port, until it is told of a real one. */
@ApplicationScoped
@IfBuildProfile("dev")
class SimulatorInDevMode {

    void mount(@Observes Router router, Vertx vertx) {
        new Simulator(vertx, Clock.systemUTC()).mount(router, "/simulator");
    }
}
