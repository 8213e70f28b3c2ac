// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Where the program starts. The command line is read before anything else, so that a mistake in it is told at once. */
@QuarkusMain
@Command(
        name = "filetrail",
        description = "Which machines have seen this file? Answers out of Microsoft Defender for Endpoint.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            FileTrail.Serve.class,
            StdioCommand.class,
            MachinesCommand.class,
            DoctorCommand.class,
            KeyCommand.class
        },
        synopsisSubcommandLabel = "[serve | stdio | machines HASH... | doctor | key]",
        footer = {
            "",
            "Without a command it serves: MCP at http://localhost:8080/mcp.",
            "An assistant that starts FileTrail itself starts: filetrail stdio.",
            "It needs AZURE_TENANT_ID, AZURE_CLIENT_ID and a credential, such as AZURE_CLIENT_SECRET."
        })
public final class FileTrail implements Runnable {

    /** For picocli. */
    FileTrail() {}

    /**
     * Starts FileTrail.
     *
     * @param args the command line
     */
    public static void main(String... args) {
        // A server that starts in milliseconds doesn't read a command line that isn't there.
        if (args.length == 0) {
            serve();
            return;
        }
        CommandLine line = new CommandLine(new FileTrail())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(FileTrail::badInput);
        int code = line.execute(args);
        if (code != Serve.STILL_RUNNING) {
            System.exit(code);
        }
    }

    /** Says what is wrong, and where to read on, instead of everything there is to know. */
    private static int badInput(ParameterException mistake, String... args) {
        mistake.getCommandLine()
                .getErr()
                .println(mistake.getMessage() + "\nTry: "
                        + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return MachinesCommand.BAD_INPUT;
    }

    private static void serve() {
        Quarkus.run(null, FileTrail::end);
    }

    private static void end(int exitCode, Throwable failure) {
        if (failure != null) {
            WhyNotStarted.sentence(failure).ifPresentOrElse(System.err::println, () -> Logger.getLogger(FileTrail.class)
                    .error("FileTrail could not start", failure));
        }
        // Ends the process; in development it waits for a change.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
    }

    @Override
    public void run() {
        serve();
    }

    /** {@code filetrail serve}. */
    @Command(name = "serve", description = "Serve MCP over HTTP (the default).", mixinStandardHelpOptions = true)
    static final class Serve implements java.util.concurrent.Callable<Integer> {

        /** Quarkus ends the process itself. */
        static final int STILL_RUNNING = -1;

        @Override
        public Integer call() {
            serve();
            return STILL_RUNNING;
        }
    }
}
