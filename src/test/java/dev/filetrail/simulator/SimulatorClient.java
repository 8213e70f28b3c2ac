package dev.filetrail.simulator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a simulator as a program would: over a real socket. */
final class SimulatorClient {

    static final String FORM = "application/x-www-form-urlencoded";
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
