package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The official MCP clients in TypeScript, as {@code src/test/javascript} has them ask; installed into {@code target}. */
final class Assistants {

    private static final Path SOURCES = Path.of("src/test/javascript");
    private static final Path PLACE = Path.of("target/javascript");
    private static final int OLDEST_NODE = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What came of one.
     *
     * @param exitCode of the process; 0 when it got an answer
     * @param out what it says of its answer; missing when there is none
     * @param err what it says of its failure
     */
    record Asked(int exitCode, JsonNode out, String err) {

        /** Every request that it sent to FileTrail or the provider, in order: method, path, status. */
        List<String> requests() {
            List<String> requests = new ArrayList<>();
            out.path("requests").forEach(request -> requests.add(request.asText()));
            return requests;
        }

        /** Of the machines in the answer. */
        List<String> ids() {
            List<String> ids = new ArrayList<>();
            out.path("answer")
                    .path("machines")
                    .forEach(machine -> ids.add(machine.path("id").asText()));
            return ids;
        }
    }

    private Assistants() {}

    /** Fetches them as their {@code package.json} names them. */
    static Assistants install() throws IOException, InterruptedException {
        String version = run("node", "--version").out().strip();
        if (Integer.parseInt(version.replaceAll("^v|\\..*", "")) < OLDEST_NODE) {
            throw new AssertionError("The official MCP clients need Node.js " + OLDEST_NODE
                    + " or newer, and the node on the path is " + version + ".");
        }
        Files.createDirectories(PLACE);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, PLACE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Program.Run npm = run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
        if (npm.exitCode() != 0) {
            throw new AssertionError("The official MCP clients could not be installed: " + npm.out() + npm.err());
        }
        return new Assistants();
    }

    /**
     * Has one ask for the machines of a file.
     *
     * @param library which client, as {@code assistant.mjs} names it
     * @param address of FileTrail
     * @param hash of the file
     * @param person who signs in
     * @param clientId by which the provider knows the client; empty when it registers itself
     */
    Asked ask(String library, String address, String hash, String person, String clientId)
            throws IOException, InterruptedException {
        Program.Run run = run("node", "assistant.mjs", library, address, hash, person, person + "-password", clientId);
        return new Asked(run.exitCode(), JSON.readTree(run.out()), run.err());
    }

    /**
     * Has one ask all that there is to ask.
     *
     * @param library which client, as {@code libraries.mjs} names it
     * @param hash of the file that the questions are about
     * @param environment of the program that the client starts, if it starts one
     * @param target an address, or a command with its arguments
     */
    Asked askAll(String library, String hash, Map<String, String> environment, List<String> target)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "questions.mjs", library, hash));
        command.addAll(target);
        Program.Run run = run(environment, command.toArray(String[]::new));
        return new Asked(run.exitCode(), JSON.readTree(run.out()), run.err());
    }

    private static Program.Run run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    private static Program.Run run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("assistant", ".out");
        Path err = Files.createTempFile("assistant", ".err");
        Path place = Files.createDirectories(PLACE);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command[0] + " did not come to an end: " + Files.readString(err));
            }
            return new Program.Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs Node.js " + OLDEST_NODE + " or newer, and npm, on the path: no " + command[0], e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
