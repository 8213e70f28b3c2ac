// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.filetrail.RedisServer;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.SignIn;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import dev.filetrail.simulator.UserToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two people who see different device groups ask the packaged program: neither ever sees the other's machines. */
@Tag("long")
class OnBehalfOfIT {

    private static final Pattern CLAIMS = Pattern.compile("claims=\"([^\"]+)\"");
    private static final List<String> FILES =
            List.of(SimulatedFiles.SEVERAL_MACHINES, SimulatedFiles.NEARLY_ALL_MACHINES, SimulatedFiles.ONE_MACHINE);

    private SimulatorServer defender;
    private SignIn signIn;

    @BeforeEach
    void start() {
        defender = SimulatorServer.start();
        defender.simulator().quotas().limits(100_000, 1_000_000);
        signIn = defender.simulator().signIn();
    }

    @AfterEach
    void stop() {
        defender.close();
    }

    @Test
    void neitherSeesTheOthersMachinesHoweverTheyAsk() throws Exception {
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            Map<String, Asker> people =
                    Map.of("ann", new Asker(program, token("ann")), "ben", new Asker(program, token("ben")));
            Random random = new Random(20261123);
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String person = random.nextBoolean() ? "ann" : "ben";
                String hash = FILES.get(random.nextInt(FILES.size()));
                boolean bySha256 = random.nextInt(4) == 0;
                asked.add(people.get(person)
                        .asking(Map.of(
                                "hash",
                                bySha256 ? defender.simulator().tenant().sha256(hash) : hash,
                                "limit",
                                200,
                                "fresh",
                                random.nextInt(10) == 0))
                        .thenAccept(reply -> assertSees(person, hash, reply)));
            }
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);

            for (String person : people.keySet()) {
                assertSweepSees(person, people.get(person));
                assertPagesSee(person, people.get(person));
                assertThat(signIn.exchanges(person))
                        .as("one token for each person")
                        .isEqualTo(1);
            }
            assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                    .as("answers are remembered, for each person")
                    .isLessThan(150);
            assertThat(program.log()).doesNotContain("eyJ", SignIn.CLIENT_SECRET);
        }
    }

    @Test
    void neitherSeesThemThroughAnotherReplicaEither() throws Exception {
        try (RedisServer redis = RedisServer.start();
                ServingProgram one = ServingProgram.start(store(redis));
                ServingProgram two = ServingProgram.start(store(redis))) {
            assertSeesAtBoth("ann", one, two);
            assertSeesAtBoth("ben", two, one);
            assertThat(defender.simulator().calls().count(CallKind.MACHINES_OF_FILE))
                    .as("what one replica was told is the other's, for each person")
                    .isEqualTo(2);
        }
    }

    @Test
    void neitherIsToldOfAMachineThatTheOtherMaySee() throws Exception {
        String hers = defender.simulator()
                .tenant()
                .machineIdsFor("ann", SimulatedFiles.NEARLY_ALL_MACHINES)
                .get(0);
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            Asker ann = new Asker(program, token("ann"));
            Asker ben = new Asker(program, token("ben"));
            for (int i = 0; i < 2; i++) {
                Reply told = ann.calling("get_machine", Map.of("machine", hers)).get(60, TimeUnit.SECONDS);
                assertThat(told.structure().at("/machine/id").asText())
                        .as(told.body())
                        .isEqualTo(hers);
                assertThat(told.structure().path("remembered").asBoolean()).isEqualTo(i == 1);
                assertThat(told.structure().path("logon_users")).isNotEmpty();

                Reply kept = ben.calling("get_machine", Map.of("machine", hers)).get(60, TimeUnit.SECONDS);
                assertThat(kept.structure().path("outcome").asText())
                        .as(kept.body())
                        .isEqualTo("unknown");
                assertThat(kept.body()).doesNotContain("northwind");
            }
            signIn.scopes("Machine.Read");
            signIn.revokeAll();
            Reply alone = ann.calling("get_machine", Map.of("machine", hers, "fresh", true))
                    .get(60, TimeUnit.SECONDS);
            assertThat(alone.structure().at("/unknown_parts/0/reason").asText())
                    .as(alone.body())
                    .contains("your own rights", "delegated permission User.Read.All");
        }
    }

    @Test
    void handsBackWhatEntraWantsOfAPerson() throws Exception {
        String wanted = "{\"access_token\":{\"polids\":{\"essential\":true,\"values\":[\"5ce770ea\"]}}}";
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            signIn.requireInteraction("ann", wanted);
            HttpResponse<String> asked = new Asker(program, token("ann")).response(FILES.get(0));
            assertThat(asked.statusCode()).isEqualTo(401);
            String challenge = asked.headers().firstValue("WWW-Authenticate").orElseThrow();
            assertThat(challenge).contains("error=\"insufficient_claims\"", "resource_metadata=\"");
            Matcher claims = CLAIMS.matcher(challenge);
            assertThat(claims.find()).isTrue();
            assertThat(new String(Base64.getDecoder().decode(claims.group(1)), StandardCharsets.UTF_8))
                    .isEqualTo(wanted);
            assertThat(asked.body()).contains("Sign in again", "second factor").doesNotContain("eyJ");

            signIn.withoutConsent("ben");
            HttpResponse<String> refused = new Asker(program, token("ben")).response(FILES.get(0));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("error=\"consent_required\"");
            assertThat(refused.body()).contains("admin consent", "AADSTS65001");

            signIn.requireInteraction("ann", null);
            assertSees("ann", FILES.get(0), new Asker(program, token("ann")).ask(FILES.get(0)));
        }
    }

    @Test
    void refusesProgramsWithTheReason() throws Exception {
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            UserToken application = signIn.userToken("ann", defender.issuer()).appOnly("Machines.Read");
            HttpResponse<String> refused = new Asker(program, application.text()).response(FILES.get(0));

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("rights of the person who asks", "sign in as a person");
            assertThat(signIn.requests()).isZero();
        }
    }

    @Test
    void saysWhatAPersonLacksInDefender() throws Exception {
        signIn.scopes("File.Read.All");
        try (ServingProgram program = ServingProgram.start(settings(Map.of()))) {
            Reply refused = new Asker(program, token("ann")).ask(FILES.get(0));

            assertThat(refused.isHonestError()).as(refused.body()).isTrue();
            assertThat(refused.text()).contains("View Data", "delegated permission Machine.Read", "your own rights");
        }
    }

    @Test
    void doesNotStartWhereNobodyCouldSignIn() throws Exception {
        Program.Run run = Program.run(
                with(SimulatedDefender.settings(defender), Map.of("filetrail.on-behalf-of", "true")), "serve");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err() + run.out()).contains("filetrail.on-behalf-of is true, but filetrail.access");

        Program.Run terminal = Program.run(
                with(SimulatedDefender.settings(defender), Map.of("filetrail.on-behalf-of", "true")),
                "machines",
                FILES.get(0));
        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.err()).contains("nobody has signed in here", "FILETRAIL_ON_BEHALF_OF=false");
    }

    private void assertSeesAtBoth(String person, ServingProgram first, ServingProgram other) throws Exception {
        String hash = FILES.get(0);
        Asker asker = new Asker(first, token(person));
        assertSees(person, hash, asker.ask(hash));
        String cursor = asker.ask(Map.of("hash", hash, "limit", 1)).nextCursor();
        assertThat(cursor).isNotNull();

        Asker elsewhere = new Asker(other, token(person));
        Reply page = null;
        // The answer is left for the others after it has been given; until then there is nothing to turn a page of.
        for (int i = 0; i < 50 && (page == null || !page.isAnswer()); i++) {
            page = elsewhere.ask(Map.of("hash", hash, "limit", 1, "cursor", cursor));
        }
        assertThat(page.isAnswer()).as(page.body()).isTrue();
        assertSees(person, hash, elsewhere.ask(hash));
    }

    private void assertSees(String person, String hash, Reply reply) {
        List<String> hers = defender.simulator().tenant().machineIdsFor(person, hash);
        assertThat(reply.isAnswer()).as(reply.body()).isTrue();
        assertThat(reply.total()).as(person + " " + hash).isEqualTo(hers.size());
        assertThat(hers).containsAll(reply.ids());
        assertThat(reply.ids()).hasSize(Math.min(200, hers.size()));
    }

    private void assertSweepSees(String person, Asker asker) throws Exception {
        Reply swept = asker.calling("sweep_file_hashes", Map.of("hashes", String.join(" ", FILES)))
                .get(60, TimeUnit.SECONDS);
        Set<String> hers = new HashSet<>();
        for (String hash : FILES) {
            hers.addAll(defender.simulator().tenant().machineIdsFor(person, hash));
        }
        for (JsonNode file : swept.structure().path("files")) {
            assertThat(file.path("machines").asInt(-1))
                    .isEqualTo(defender.simulator()
                            .tenant()
                            .machineIdsFor(person, file.path("hash").asText())
                            .size());
        }
        assertThat(swept.structure().path("files")).hasSize(FILES.size());
        for (JsonNode machine : swept.structure().path("machines_with_several")) {
            assertThat(hers).contains(machine.path("id").asText());
        }
    }

    private void assertPagesSee(String person, Asker asker) throws IOException, InterruptedException {
        String hash = SimulatedFiles.NEARLY_ALL_MACHINES;
        List<String> seen = new ArrayList<>();
        Reply page = asker.ask(Map.of("hash", hash, "limit", 20));
        seen.addAll(page.ids());
        while (page.nextCursor() != null) {
            page = asker.ask(Map.of("hash", hash, "limit", 20, "cursor", page.nextCursor()));
            assertThat(page.isAnswer()).as(page.body()).isTrue();
            seen.addAll(page.ids());
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        defender.simulator().tenant().machineIdsFor(person, hash));
    }

    private String token(String person) {
        return signIn.userToken(person, defender.issuer()).text();
    }

    private Map<String, String> store(RedisServer redis) {
        return settings(Map.of("filetrail.budget.store", "redis://127.0.0.1:" + redis.port()));
    }

    private Map<String, String> settings(Map<String, String> also) {
        return with(
                with(
                        SimulatedDefender.settings(defender),
                        Map.of(
                                "filetrail.on-behalf-of", "true",
                                "filetrail.access", "oidc",
                                "filetrail.access.issuer", defender.issuer(),
                                "filetrail.access.audience", SignIn.CLIENT_ID,
                                "filetrail.access.requests-at-once", "1000",
                                "filetrail.budget.per-minute", "100000",
                                "filetrail.budget.per-hour", "100000")),
                also);
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> also) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(also);
        return all;
    }
}
