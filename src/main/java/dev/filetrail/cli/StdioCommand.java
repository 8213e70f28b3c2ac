// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.mcp.stdio.StdioServer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code filetrail stdio}: MCP for the assistant that starts FileTrail itself. */
@Command(
        name = "stdio",
        description =
                "Serve MCP on standard input and output, for an assistant that starts FileTrail itself. Ends when the input"
                        + " does. Logs go to standard error, and say only what a person must see; QUARKUS_LOG_LEVEL=INFO"
                        + " says more.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The input has ended.", "1:It could not start; standard error says why."})
final class StdioCommand implements Callable<Integer> {

    /** What a person must see. */
    private static final Map<String, String> LOGS =
            Map.of("quarkus.log.level", "ERROR", "quarkus.log.category.\"dev.filetrail\".level", "WARN");

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    StdioCommand() {}

    @Override
    public Integer call() {
        StdioServer.takeStreams();
        boolean asSet = System.getenv("QUARKUS_LOG_LEVEL") != null || System.getProperty("quarkus.log.level") != null;
        return QuietProgram.run(
                StdioServer.class, asSet ? Map.of() : LOGS, spec.commandLine().getErr()::println);
    }
}
