// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.FreePort;
import dev.filetrail.defender.identity.SomeCertificate;
import dev.filetrail.simulator.SimulatorServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program serves TLS by Quarkus' registry, and takes a renewed certificate without a restart. */
@Tag("long")
class TlsIT {

    @TempDir
    private Path folder;

    @Test
    void servesAndReloads() throws Exception {
        SomeCertificate first = SomeCertificate.make();
        SomeCertificate second = SomeCertificate.make();
        Path pem = Files.writeString(folder.resolve("tls.pem"), first.pem());
        int port = FreePort.find();
        try (SimulatorServer defender = SimulatorServer.start();
                ServingProgram program = ServingProgram.start(
                        defender,
                        Map.of(
                                "quarkus.tls.\"web\".key-store.pem.\"0\".cert",
                                pem.toString(),
                                "quarkus.tls.\"web\".key-store.pem.\"0\".key",
                                pem.toString(),
                                "quarkus.tls.\"web\".reload-period",
                                "30s",
                                "quarkus.http.tls-configuration-name",
                                "web",
                                "quarkus.http.insecure-requests",
                                "disabled",
                                "quarkus.http.ssl-port",
                                String.valueOf(port)))) {
            awaitListening(port);
            assertThat(served(port)).isEqualTo(first.certificate());
            Files.writeString(pem, second.pem());
            X509Certificate now = first.certificate();
            for (int i = 0; i < 60 && now.equals(first.certificate()); i++) {
                Thread.sleep(1_000);
                now = served(port);
            }
            assertThat(now).isEqualTo(second.certificate());
            assertThat(program.isAlive()).isTrue();
        }
    }

    /** It tells that it is ready on another port, which may be open a moment before this one. */
    private static void awaitListening(int port) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
    }

    private static X509Certificate served(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new AssertionError("no TLS at " + port, e);
        }
    }

    /** The test compares the certificate itself. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // never asked
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // compared later
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
