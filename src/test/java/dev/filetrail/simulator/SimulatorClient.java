// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a simulator as a program would: over a real socket. */
final class SimulatorClient {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String RESOURCE = "https://api.securitycenter.microsoft.com";
    static final String RIGHT_FORM = form(SignIn.CLIENT_ID, SignIn.CLIENT_SECRET);

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;

    SimulatorClient(SimulatorServer server) {
        this.server = server;
    }

    static String form(String clientId, String secret) {
        return "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret
                + "&scope=https%3A%2F%2Fapi.securitycenter.microsoft.com%2F.default";
    }

    HttpResponse<String> signIn(String tenantId, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.loginUrl() + "/" + tenantId + "/oauth2/v2.0/token"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks the accepted tenant's token endpoint with these fields. */
    HttpResponse<String> askForToken(Map<String, String> form) throws IOException, InterruptedException {
        return signIn(SignIn.TENANT_ID, FORM, encode(form));
    }

    /** The fields of a client that asks for itself, without what it proves itself with. */
    static Map<String, String> clientCredentials() {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", SignIn.CLIENT_ID);
        form.put("scope", RESOURCE + "/.default");
        return form;
    }

    /** A request without a token. */
    HttpResponse<String> getPlainly(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** An error of the token endpoint, whole and in Entra's form. */
    static JsonObject assertSignInError(HttpResponse<String> response, int code, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("error")).isEqualTo(error);
        assertThat(body.getString("error_description"))
                .startsWith("AADSTS" + code + ": ")
                .contains(" Trace ID: " + body.getString("trace_id"))
                .contains(" Correlation ID: " + body.getString("correlation_id"))
                .endsWith(" Timestamp: " + body.getString("timestamp"))
                .doesNotContain("{");
        assertThat(body.getJsonArray("error_codes")).isEqualTo(new JsonArray().add(code));
        return body;
    }

    String token() throws IOException, InterruptedException {
        return new JsonObject(signIn(SignIn.TENANT_ID, FORM, RIGHT_FORM).body()).getString("access_token");
    }

    HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return http.send(request(token, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> getUrl(String token, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<InputStream> stream(String token, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(token, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(server.defenderUrl() + path))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + token);
    }

    static String machinesOf(String hash) {
        return "/api/files/" + hash + "/machines";
    }
}
