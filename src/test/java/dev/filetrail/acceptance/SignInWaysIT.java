// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.defender.identity.SomeCertificate;
import dev.filetrail.simulator.ClientAssertion;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program signs in, in every way there is, at a sign-in that checks the proof for real. */
@Tag("long")
class SignInWaysIT {

    private static final String ISSUER = "https://oidc.example/cluster";
    private static final String SUBJECT = "system:serviceaccount:security:filetrail";

    @TempDir
    private Path folder;

    private SimulatorServer defender;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
    }

    @AfterEach
    void stop() {
        defender.close();
    }

    @Test
    void byCertificateInPem() throws Exception {
        SomeCertificate certificate = SomeCertificate.make();
        defender.simulator().signIn().acceptCertificate(certificate.certificate());

        Program.Run run = ask(
                without("azure.client-secret", "azure.client-certificate-path", write("one.pem", certificate.pem())));

        assertAnswered(run);
        assertThat(defender.simulator().signIn().assertions()).hasSize(1);
        assertThat(defender.simulator().signIn().assertions().get(0).header()).containsEntry("alg", "PS256");
    }

    @Test
    void byCertificateInPkcs12() throws Exception {
        SomeCertificate certificate = SomeCertificate.make();
        defender.simulator().signIn().acceptCertificate(certificate.certificate());
        Path file = Files.write(folder.resolve("one.pfx"), certificate.pkcs12(" pass word"));
        Map<String, String> settings = without("azure.client-secret", "azure.client-certificate-path", file.toString());

        settings.put("azure.client-certificate-password", " pass word");
        assertAnswered(ask(settings));
        settings.put("azure.client-certificate-password", "another");
        Program.Run refused = ask(settings);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("AZURE_CLIENT_CERTIFICATE_PASSWORD opens", "FileTrail's operator")
                .doesNotContain("another", "Exception");
    }

    @Test
    void byCertificateThatEntraDoesNotKnow() throws Exception {
        defender.simulator().signIn().acceptCertificate(SomeCertificate.make().certificate());

        Program.Run run = ask(without(
                "azure.client-secret",
                "azure.client-certificate-path",
                write("other.pem", SomeCertificate.make().pem())));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("AADSTS700027", "Upload the certificate to the app registration")
                .doesNotContain("eyJ");
    }

    @Test
    void byTheNextCertificateAsSoonAsItIsThere() throws Exception {
        SomeCertificate first = SomeCertificate.make();
        SomeCertificate second = SomeCertificate.make();
        SignIn signIn = defender.simulator().signIn();
        signIn.acceptCertificate(first.certificate());
        Path file = folder.resolve("one.pem");
        Files.writeString(file, first.pem());

        try (ServingProgram program =
                serve(without("azure.client-secret", "azure.client-certificate-path", file.toString()))) {
            Asker asker = new Asker(program);
            assertThat(asker.ask(SimulatedFiles.SEVERAL_MACHINES).total()).isEqualTo(14);
            signIn.reset();
            signIn.acceptCertificate(second.certificate());
            signIn.revokeAll();
            assertThat(asker.ask(SimulatedFiles.numbered(1)).text()).contains("AADSTS700027");
            Files.writeString(file, second.pem());
            assertThat(asker.ask(SimulatedFiles.numbered(2)).isAnswer()).isTrue();
        }
        assertThat(signIn.assertions().stream().map(ClientAssertion::claims).map(claims -> claims.get("jti")))
                .doesNotHaveDuplicates();
    }

    @Test
    void byWorkloadIdentityWhoseFileIsReadForEachToken() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair cluster = generator.generateKeyPair();
        SignIn signIn = defender.simulator().signIn();
        signIn.trustFederated(ISSUER, SUBJECT, (RSAPublicKey) cluster.getPublic());
        Path file = folder.resolve("token");
        Files.writeString(file, workloadToken(cluster, SUBJECT) + "\n");
        Map<String, String> settings = without("azure.client-secret", "azure.federated-token-file", file.toString());

        try (ServingProgram program = serve(settings)) {
            Asker asker = new Asker(program);
            assertThat(asker.ask(SimulatedFiles.SEVERAL_MACHINES).total()).isEqualTo(14);

            signIn.revokeAll();
            Files.writeString(file, workloadToken(cluster, "system:serviceaccount:default:other"));
            Reply refused = asker.ask(SimulatedFiles.numbered(1));
            assertThat(refused.text()).contains("AADSTS70021", "subject, issuer and audience");
            assertThat(refused.isHonestError()).as(refused.body()).isTrue();

            Files.writeString(file, workloadToken(cluster, SUBJECT));
            assertThat(asker.ask(SimulatedFiles.numbered(2)).isAnswer()).isTrue();

            signIn.revokeAll();
            Files.delete(file);
            Reply gone = asker.ask(SimulatedFiles.numbered(3));
            assertThat(gone.text()).contains("AZURE_FEDERATED_TOKEN_FILE", "can't be read");
            assertThat(gone.isHonestError()).as(gone.body()).isTrue();
            assertThat(program.log()).doesNotContain("eyJ");
        }
    }

    @Test
    void byTheManagedIdentityOfAMachine() throws Exception {
        SignIn signIn = defender.simulator().signIn();
        Map<String, String> settings = without("azure.client-secret", "filetrail.identity", "managed");
        settings.remove("azure.client-id");
        settings.remove("azure.tenant-id");
        settings.put("azure.pod-identity-authority-host", defender.metadataUrl());

        Program.Run none = ask(settings);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .contains("managed identity service gave FileTrail no token", "assign a managed identity");

        signIn.managedIdentity(true);
        assertAnswered(ask(settings));

        signIn.managedIdentity(false, "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002");
        settings.put("azure.client-id", "11111111-0000-4000-8000-000000000002");
        assertAnswered(ask(settings));
        assertThat(signIn.requests()).as("Entra itself is asked nothing").isZero();
    }

    @Test
    void byTheManagedIdentityOfAMachineWhoseServiceIsBusy() throws Exception {
        SignIn signIn = defender.simulator().signIn();
        signIn.managedIdentity(true);
        Map<String, String> settings = without("azure.client-secret", "filetrail.identity", "managed");
        settings.put("azure.client-id", SignIn.SYSTEM_ASSIGNED_CLIENT_ID);
        settings.put("azure.pod-identity-authority-host", defender.metadataUrl());
        signIn.metadataFaults().next(Fault.empty(429));

        assertAnswered(ask(settings));
        assertThat(signIn.metadataRequests()).isEqualTo(2);
    }

    @Test
    void byTheManagedIdentityOfAnApp() throws Exception {
        SignIn signIn = defender.simulator().signIn();
        signIn.managedIdentity(true);
        Map<String, String> settings = without("azure.client-secret", "identity.endpoint", defender.identityEndpoint());
        settings.remove("azure.client-id");
        settings.put("identity.header", defender.identityHeader());
        assertAnswered(ask(settings));

        settings.put("identity.header", "not-it");
        Program.Run refused = ask(settings);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).doesNotContain(defender.identityHeader(), "not-it", "Exception");

        settings.remove("identity.header");
        assertThat(ask(settings).err()).contains("IDENTITY_HEADER, which belongs to it");
    }

    @Test
    void byTheFirstWayThatIsConfiguredUnlessOneIsNamed() throws Exception {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.put("azure.client-certificate-path", "/nowhere.pem");
        assertAnswered(ask(settings));

        settings.put("filetrail.identity", "certificate");
        assertThat(ask(settings).err()).contains("/nowhere.pem", "can't be read");
        settings.put("filetrail.identity", "passport");
        assertThat(ask(settings).err()).contains("filetrail.identity (FILETRAIL_IDENTITY) is 'passport'", "workload");
        settings.put("filetrail.identity", "workload");
        assertThat(ask(settings).err()).contains("AZURE_FEDERATED_TOKEN_FILE is not set");
    }

    private static String workloadToken(KeyPair cluster, String subject) {
        return Jwt.claims()
                .claim("iss", ISSUER)
                .claim("sub", subject)
                .claim("aud", "api://AzureADTokenExchange")
                .claim("exp", Instant.now().plusSeconds(600).getEpochSecond())
                .claim("groups", Set.of("any"))
                .jws()
                .sign(cluster.getPrivate());
    }

    private static void assertAnswered(Program.Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("14 machines");
        assertThat(run.err()).isEmpty();
    }

    private static Program.Run ask(Map<String, String> settings) throws IOException, InterruptedException {
        return Program.run(settings, "machines", SimulatedFiles.SEVERAL_MACHINES);
    }

    private static ServingProgram serve(Map<String, String> settings) throws IOException, InterruptedException {
        return ServingProgram.start(settings);
    }

    /** What points at the simulated tenant, but for one setting, and with another. */
    private Map<String, String> without(String setting, String another, String value) {
        Map<String, String> settings = new HashMap<>(SimulatedDefender.settings(defender));
        settings.remove(setting);
        settings.put(another, value);
        return settings;
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
