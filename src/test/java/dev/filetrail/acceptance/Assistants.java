// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The official MCP clients in TypeScript, as {@code src/test/javascript} has them ask; installed into {@code target}. */
final class Assistants {

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
        NodeProgram.install();
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
        Program.Run run = NodeProgram.run(
                "node", "assistant.mjs", library, address, hash, person, person + "-password", clientId);
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
        Program.Run run = NodeProgram.run(environment, command.toArray(String[]::new));
        return new Asked(run.exitCode(), JSON.readTree(run.out()), run.err());
    }
}
