// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.access.Door;
import dev.filetrail.access.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code filetrail key}: makes API keys, and takes them away. Nothing is started for it. */
@Command(
        name = "key",
        description = "Make, list and remove API keys, with which scripts ask FileTrail.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(new | list | remove)",
        subcommands = {KeyCommand.New.class, KeyCommand.ListThem.class, KeyCommand.Remove.class})
final class KeyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    KeyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: new, list or remove.");
    }

    /** What all three have. */
    abstract static class InFile implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Where keys are kept (default: FILETRAIL_ACCESS_KEYS).")
        private String file;

        @Override
        public Integer call() {
            String path = file == null ? System.getenv("FILETRAIL_ACCESS_KEYS") : file;
            if (path == null || path.isBlank()) {
                throw mistake("Missing: --file FILE, where keys are kept, or FILETRAIL_ACCESS_KEYS.");
            }
            try {
                return in(new KeyFile(Path.of(path)), path);
            } catch (IOException e) {
                err().println(path + ": " + reason(e));
                return MachinesCommand.FAILED;
            }
        }

        /** Does what is to be done, and gives the exit code. */
        abstract int in(KeyFile keys, String path) throws IOException;

        PrintWriter err() {
            return spec.commandLine().getErr();
        }

        ParameterException mistake(String sentence) {
            return new ParameterException(spec.commandLine(), sentence);
        }

        private static String reason(IOException e) {
            if (e instanceof NoSuchFileException) {
                return "there is no such file, or no folder for it.";
            }
            return e instanceof AccessDeniedException ? "you may not read or write it." : e.getMessage();
        }
    }

    /** {@code filetrail key new NAME}. */
    @Command(
            name = "new",
            description = "Make a key and print it, once. The file keeps a hash of it only.",
            mixinStandardHelpOptions = true)
    static final class New extends InFile {

        @Parameters(paramLabel = "NAME", description = "Whose key it is: what the audit log calls its bearer.")
        private String name;

        @Option(
                names = "--doors",
                paramLabel = "DOOR",
                split = ",",
                description = "What it opens: mcp, tools or both (default: both).")
        private Set<Door> doors = EnumSet.of(Door.MCP, Door.TOOLS);

        /** For picocli. */
        New() {}

        @Override
        int in(KeyFile keys, String path) throws IOException {
            if (!KeyFile.isName(name)) {
                throw mistake("A key's name has 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_' and '-'.");
            }
            Optional<String> key = keys.add(name, doors);
            if (key.isEmpty()) {
                err().println("There is a key named " + name + " in " + path
                        + ". Choose another name, or take it away first: filetrail key remove " + name);
                return MachinesCommand.FAILED;
            }
            StandardOutput out = new StandardOutput();
            out.line(key.get());
            if (!out.hasArrived()) {
                err().println(StandardOutput.NOT_WRITTEN + " Nobody has seen the key: it is taken away again.");
                keys.remove(name);
                return MachinesCommand.FAILED;
            }
            err().println("This is the only time that the key is shown; " + path + " keeps a hash of it.");
            err().println("Keep it as a password. It is sent as: Authorization: Bearer KEY");
            err().println("A running FileTrail with filetrail.access.keys=" + path
                    + " takes it within a second; it must be able to read that file.");
            return 0;
        }
    }

    /** {@code filetrail key list}. */
    @Command(
            name = "list",
            description = "List names and doors of all keys. The keys themselves can't be had again.",
            mixinStandardHelpOptions = true)
    static final class ListThem extends InFile {

        /** For picocli. */
        ListThem() {}

        @Override
        int in(KeyFile keys, String path) throws IOException {
            StandardOutput out = new StandardOutput();
            keys.list().forEach(out::line);
            if (!out.hasArrived()) {
                err().println(StandardOutput.NOT_WRITTEN);
                return MachinesCommand.FAILED;
            }
            List<Integer> broken = keys.brokenLines();
            broken.forEach(
                    line -> err().println("Line " + line + " of " + path + " is not a key's and opens nothing."));
            return broken.isEmpty() ? 0 : MachinesCommand.FAILED;
        }
    }

    /** {@code filetrail key remove NAME}. */
    @Command(
            name = "remove",
            description = "Take a key away. A running FileTrail refuses it within a second.",
            mixinStandardHelpOptions = true)
    static final class Remove extends InFile {

        @Parameters(paramLabel = "NAME", description = "Whose key.")
        private String name;

        /** For picocli. */
        Remove() {}

        @Override
        int in(KeyFile keys, String path) throws IOException {
            if (!keys.remove(name)) {
                err().println("There is no key of that name in " + path + ". Those there are: filetrail key list");
                return MachinesCommand.FAILED;
            }
            err().println("The key " + name + " opens nothing any more.");
            return 0;
        }
    }
}
