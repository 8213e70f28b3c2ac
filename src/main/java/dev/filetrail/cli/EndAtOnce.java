package dev.filetrail.cli;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A server that is told to end takes its time, for those who wait for answers. Whoever presses Ctrl-C, or tells it a second
 * time, does not want that.
 */
class EndAtOnce {

    private static final int INT = 2;
    private static final int TERM = 15;

    void fromTheTerminal(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves) {
        if (serves) {
            at("INT", INT);
        }
    }

    void theSecondTime(@Observes ShutdownDelayInitiatedEvent end) {
        at("TERM", TERM);
    }

    /** There is no other way to hear of a signal; javac says that it is not for everybody. */
    private static void at(String signal, int number) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        try {
            // As a shell reports it: 128 and the signal's number.
            sun.misc.Signal.handle(
                    new sun.misc.Signal(signal), any -> Runtime.getRuntime().halt(128 + number));
        } catch (IllegalArgumentException e) {
            // A JVM with -Xrs leaves signals to the system, which ends it at once as well.
        }
    }
}
