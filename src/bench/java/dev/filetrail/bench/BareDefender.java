// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Defender and its sign-in, as quick as can be: one answer of 25 machines, made once and sent as bytes to whoever asks for
 * any file. The simulated tenant thinks about each call, and would be what is measured; this one costs a tenth of a call.
 */
final class BareDefender implements AutoCloseable {

    private static final int USUAL = 25;
    private static final int MOST = 100_000;
    private static final String HUGE = "ffffffff";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicLong calls = new AtomicLong();
    private final Buffer token = Buffer.buffer(token());
    private final Buffer usual = Buffer.buffer(machines(USUAL));
    /** Some 95 MB, made when it is first asked for. */
    private byte[] huge;

    private BareDefender(int port) {
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMaxInitialLineLength(16_384)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Starts it on any free port. */
    static BareDefender start() {
        return new BareDefender(0);
    }

    /** A file that 100,000 machines have seen, one of many. */
    static String hugeHash(int number) {
        return HUGE + String.format("%032x", number);
    }

    /** What is answered for such a file. */
    private synchronized byte[] huge() {
        if (huge == null) {
            huge = machines(MOST);
        }
        return huge;
    }

    /** What points FileTrail at it. */
    Map<String, String> settings() {
        String root = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "azure.tenant-id", TENANT,
                "azure.client-id", TENANT,
                "azure.client-secret", "a secret of the benchmark",
                "azure.authority-host", root,
                "filetrail.defender.url", root);
    }

    /** How many calls of the API it has answered. */
    long calls() {
        return calls.get();
    }

    private void answer(HttpServerRequest request) {
        boolean signIn = request.path().endsWith("/token");
        if (!signIn) {
            calls.incrementAndGet();
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(
                        signIn
                                ? token
                                : request.path().contains(HUGE)
                                        ? Buffer.buffer(Unpooled.wrappedBuffer(huge()))
                                        : usual);
    }

    private static byte[] machines(int count) {
        StringBuilder body = new StringBuilder(
                "{\"@odata.context\":\"https://api.security.microsoft.com/api/$metadata#Machines\",\"value\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append(String.format(
                            """
                            {"id":"%040x","mergedIntoMachineId":null,"isPotentialDuplication":false,"isExcluded":false,\
                            "exclusionReason":null,"computerDnsName":"wks-%04d.corp.example","firstSeen":"2025-01-%02dT11:54:59.5717001Z",\
                            "lastSeen":"2025-04-02T02:51:%02d.2059102Z","osPlatform":"Windows10","osVersion":null,"osProcessor":"x64",\
                            "version":"22H2","lastIpAddress":"10.0.%d.144","lastExternalIpAddress":"216.160.83.56",\
                            "agentVersion":"10.8790.19045.5608","osBuild":19045,"healthStatus":"Active","deviceValue":"Normal",\
                            "rbacGroupId":%d,"rbacGroupName":"Group %d","riskScore":"%s","exposureLevel":"Low","isAadJoined":true,\
                            "aadDeviceId":"d78dc223-8dc8-1234-5678-%012x","machineTags":["tag%d"],"onboardingStatus":"Onboarded",\
                            "osArchitecture":"64-bit","managedBy":"Intune","managedByStatus":"Unknown","ipAddresses":[{"ipAddress":"67.43.%d.0",\
                            "macAddress":"00005E0053FF","type":"Ethernet","operationalStatus":"Up"}],"vmMetadata":null}""",
                            i + 4096,
                            i,
                            i % 28 + 1,
                            i % 60,
                            i % 250,
                            i % 5,
                            i % 5,
                            i % 3 == 0 ? "High" : "None",
                            i,
                            i % 7,
                            i % 250));
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String token() {
        String jwt = part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + part("{\"aud\":\"https://api.securitycenter.microsoft.com\",\"tid\":\"" + TENANT
                        + "\",\"exp\":4102444800,"
                        + "\"roles\":[\"Machine.Read.All\",\"File.Read.All\",\"Alert.Read.All\",\"User.Read.All\"]}")
                + "." + part("signature");
        return "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"" + jwt
                + "\"}";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
