package dev.filetrail.trail;

import dev.filetrail.defender.DefenderSetup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;

/** Stops the start when what is configured cannot work, instead of failing at the first question. */
class StartCheck {

    void check(@Observes StartupEvent start, DefenderSetup setup, MachineTrail trail) {
        setup.check();
        Infrastructure.getDefaultWorkerPool().execute(trail::prepare);
    }
}
