// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.util.ExceptionUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What makes a program out of a server: no socket, and nothing but the answer on standard output. */
final class QuietProgram {

    private static final Map<String, String> QUIET = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.log.console.stderr", "true",
            // Nobody else waits for it to end.
            "quarkus.shutdown.delay", "0s",
            "quarkus.shutdown.timeout", "0s");

    private static final Map<String, String> NO_LOGS = Map.of("quarkus.log.level", "OFF");

    private QuietProgram() {}

    /**
     * Runs one to its end, without logs.
     *
     * @param program what is to be done
     * @param couldNotStart takes the sentence that says why it could not start
     * @param args for the program
     * @return its exit code; {@link MachinesCommand#FAILED} when it could not start
     */
    static int run(Class<? extends QuarkusApplication> program, Consumer<String> couldNotStart, String... args) {
        return run(program, NO_LOGS, couldNotStart, args);
    }

    /**
     * Runs one to its end.
     *
     * @param program what is to be done
     * @param logs settings of the log, which goes to standard error
     * @param couldNotStart takes the sentence that says why it could not start
     * @param args for the program
     * @return its exit code; {@link MachinesCommand#FAILED} when it could not start
     */
    static int run(
            Class<? extends QuarkusApplication> program,
            Map<String, String> logs,
            Consumer<String> couldNotStart,
            String... args) {
        Map<String, String> settings = new HashMap<>(QUIET);
        settings.putAll(logs);
        settings.forEach(System::setProperty);
        try {
            int[] code = {MachinesCommand.FAILED};
            Quarkus.run(
                    program,
                    (exitCode, failure) -> {
                        code[0] = exitCode;
                        tell(failure, couldNotStart);
                    },
                    args);
            return code[0];
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    /** What stopped the start, when it did: a configuration that can't work, in one sentence. */
    private static void tell(Throwable failure, Consumer<String> couldNotStart) {
        if (failure == null) {
            return;
        }
        couldNotStart.accept(WhyNotStarted.sentence(failure)
                .orElseGet(() -> ExceptionUtil.getRootCause(failure).getMessage()));
    }
}
