// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real OpenID provider: Keycloak as the build unpacks it into {@code target}, with the realm of
 * {@code keycloak/realm.json}. It listens on this machine only and remembers nothing when it ends.
 */
final class Keycloak implements AutoCloseable {

    /** In the realm: people with a password of {@code NAME-password}, ann and ben with the role, carl without. */
    static final String ANN = "ann";

    static final String BEN = "ben";
    static final String CARL = "carl";

    /** The client that people sign in with, and the one whose tokens are soon over. */
    static final String ASSISTANT = "assistant";

    static final String HASTY = "hasty";
    /** The client whose tokens are for another resource; they name the person's role. */
    static final String OTHER = "other";

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String adminPassword = UUID.randomUUID().toString();
    private final Path log;
    private final int port;
    private final Process process;

    private Keycloak(int port) throws IOException {
        this.port = port;
        log = Files.createTempFile("keycloak", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                home().resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--db=dev-mem",
                // It is taken as it was built: building it anew for these options takes longer than to start it.
                "-Dkc.config.built=true");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_"));
        // Keycloak runs on 17, 21 and 25, and so does this test.
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", "-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static Path home() {
        Path home = Path.of(System.getProperty("keycloak.home", "target/keycloak"));
        if (!Files.isRegularFile(home.resolve("bin/kc.sh"))) {
            throw new AssertionError("There is no Keycloak in " + home
                    + ". The build unpacks it there: run this test by ./mvnw verify -Dall.");
        }
        return home;
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param port where it will listen
     * @param resource the address of FileTrail that its tokens are for
     */
    static Keycloak start(int port, String resource) throws IOException, InterruptedException {
        Keycloak keycloak = new Keycloak(port);
        try {
            keycloak.awaitReady();
            keycloak.bringIn(resource);
            return keycloak;
        } catch (AssertionError | InterruptedException | IOException e) {
            keycloak.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new AssertionError("Keycloak did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/realms/master"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void bringIn(String resource) throws IOException, InterruptedException {
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
            String text = new String(realm.readAllBytes(), StandardCharsets.UTF_8);
            create("/admin/realms", text.replace("${resource}", resource));
        }
    }

    /** Where tokens come from, for an issuer that listens or will listen there. */
    static String issuer(int port) {
        return "http://127.0.0.1:" + port + "/realms/filetrail";
    }

    /** What a person gets who signs in with a password and asks for the scope. */
    String token(String client, String person, String scope) throws IOException, InterruptedException {
        Map<String, String> form = new HashMap<>(password(client, person, person + "-password"));
        form.put("scope", scope);
        return token("filetrail", form);
    }

    /** The same, without asking for a scope. */
    String token(String client, String person) throws IOException, InterruptedException {
        return token("filetrail", password(client, person, person + "-password"));
    }

    /** What a program gets that asks for itself. Its roles are a claim, as Entra has it, and not a scope. */
    String tokenOfScript() throws IOException, InterruptedException {
        Map<String, String> form =
                Map.of("grant_type", "client_credentials", "client_id", "script", "client_secret", "script-secret");
        return token("filetrail", form);
    }

    /** From now on tokens are signed by a new key; the old ones stay good. */
    void newKey() throws IOException, InterruptedException {
        create("/admin/realms/filetrail/components", """
                {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                 "config": {"priority": ["200"], "active": ["true"], "enabled": ["true"], "algorithm": ["RS256"]}}
                """);
    }

    private static Map<String, String> password(String client, String person, String password) {
        return Map.of("grant_type", "password", "client_id", client, "username", person, "password", password);
    }

    private String token(String realm, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(at("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        JsonNode token = JSON.readTree(response.body()).path("access_token");
        if (!token.isTextual()) {
            throw new AssertionError("Keycloak gave no token: " + response.statusCode() + " " + response.body());
        }
        return token.asText();
    }

    private void create(String path, String json) throws IOException, InterruptedException {
        String admin = token("master", password("admin-cli", "admin", adminPassword));
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new AssertionError("Keycloak did not take " + path + ": " + response.statusCode() + " "
                    + response.body() + "\n" + Files.readString(log));
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it at once; may be called again. */
    @Override
    public void close() throws IOException {
        // The server is a child of the script that starts it, which ends when its child has.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        Files.deleteIfExists(log);
    }
}
