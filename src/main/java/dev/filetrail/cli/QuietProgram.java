package dev.filetrail.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Map;
import java.util.function.Consumer;

/** What makes a program out of a server: no socket, and nothing but the answer on standard output. */
final class QuietProgram {

    private static final Map<String, String> QUIET = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.level", "OFF",
            // Nobody else waits for it to end.
            "quarkus.shutdown.delay", "0s",
            "quarkus.shutdown.timeout", "0s");

    private QuietProgram() {}

    /**
     * Runs one to its end.
     *
     * @param program what is to be done
     * @param couldNotStart takes the sentence that says why it could not start
     * @param args for the program
     * @return its exit code; {@link MachinesCommand#FAILED} when it could not start
     */
    static int run(Class<? extends QuarkusApplication> program, Consumer<String> couldNotStart, String... args) {
        QUIET.forEach(System::setProperty);
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
            QUIET.keySet().forEach(System::clearProperty);
        }
    }

    /** What stopped the start, when it did: a configuration that can't work, in one sentence. */
    private static void tell(Throwable failure, Consumer<String> couldNotStart) {
        if (failure == null) {
            return;
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        couldNotStart.accept(root.getMessage());
    }
}
