// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.defender.identity.SomeCertificate;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has a certificate that nobody vouches for is sent nothing by the packaged program, be it as Defender or as the sign-in. */
@Tag("long")
class CertificatesIT {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Throwable> handshakeRefused = new CompletableFuture<>();
    private final SimulatorServer defender = SimulatorServer.start();
    private String address;

    @BeforeEach
    void start() throws Exception {
        Buffer pem = Buffer.buffer(SomeCertificate.make().pem());
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().addKeyValue(pem).addCertValue(pem)))
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    request.response().end("{\"value\":[]}");
                })
                .exceptionHandler(handshakeRefused::complete)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        address = "https://localhost:" + port;
    }

    @AfterEach
    void stop() throws Exception {
        defender.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filetrail.defender.url", "azure.authority-host"})
    void sendNothingToWhoeverHasNoneThatIsTrusted(String as) throws Exception {
        try (ServingProgram program = ServingProgram.start(defender, Map.of(as, address))) {
            Reply reply = new Asker(program).ask(SimulatedFiles.SEVERAL_MACHINES);

            assertThat(reply.isHonestError()).as(reply.body()).isTrue();
            assertThat(reply.text()).contains(address);
            assertThat(handshakeRefused).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(requests).hasValue(0);
        }
    }
}
