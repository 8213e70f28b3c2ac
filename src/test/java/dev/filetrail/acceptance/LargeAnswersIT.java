// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatorServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred thousand machines, and eight times as many at once, in a program that is held to 128 MB. */
@Tag("long")
class LargeAnswersIT {

    private static final Logger LOG = Logger.getLogger(LargeAnswersIT.class);
    private static final int MACHINES = SimulatedFiles.HUGE_MACHINE_COUNT;
    private static final int AT_ONCE = 8;
    private static final int MEGABYTES = 128;

    private final SimulatorServer server = SimulatorServer.start();
    private final Verdicts verdicts = new Verdicts(server.simulator().tenant());
    private MemoryLimit limit;
    private ServingProgram program;
    private Asker asker;

    @BeforeEach
    void start() throws Exception {
        limit = MemoryLimit.of(MEGABYTES);
        // So short a read timeout ends what nobody reads because it waits for its turn, if anything does.
        Map<String, String> settings = new HashMap<>(limit.settings());
        settings.put("quarkus.rest-client.defender.read-timeout", "6000");
        // Slow machines take a while over 110 MB.
        settings.put("filetrail.defender.timeout-seconds", "80");
        settings.put("filetrail.budget.per-minute", "1000");
        server.simulator().quotas().limits(1_000, 10_000);
        program = ServingProgram.start(limit.command(), server, settings, limit.arguments());
        asker = new Asker(program);
        for (int i = 200_000; i < 200_010; i++) {
            verdicts.judge(SimulatedFiles.numbered(i), asker.ask(SimulatedFiles.numbered(i)));
        }
    }

    @AfterEach
    void stop() throws Exception {
        program.close();
        limit.close();
        server.close();
    }

    @Test
    void oneIsAnsweredFilteredPagedAndSummarised() throws Exception {
        String hash = SimulatedFiles.huge(0);
        CompletableFuture<Reply> large = asker.asking(Map.of("hash", hash, "limit", 200));
        smallOnesMeanwhile(List.of(large));

        Reply first = large.get();
        assertThat(first.total()).as(first.body()).isEqualTo(MACHINES);
        int high = 0;
        int sum = 0;
        for (var count : first.structure().path("summary").path("by_risk")) {
            sum += count.path("machines").asInt();
            high += count.path("value").asText().equals("High")
                    ? count.path("machines").asInt()
                    : 0;
        }
        assertThat(sum).isEqualTo(MACHINES);
        Reply filtered = asker.ask(Map.of("hash", hash, "min_risk", "High"));
        assertThat(filtered.matching()).isEqualTo(high).isBetween(1, MACHINES / 10);

        Set<String> ids = new HashSet<>(first.ids());
        for (Reply page = first; page.nextCursor() != null; ) {
            page = asker.ask(Map.of("hash", hash, "limit", 200, "cursor", page.nextCursor()));
            assertThat(page.isAnswer()).as(page.body()).isTrue();
            assertThat(ids.addAll(page.ids())).isTrue();
        }
        assertThat(ids).isEqualTo(new HashSet<>(server.simulator().tenant().machineIds(hash)));
        calmAfterwards();
    }

    @Test
    void eightAtOnceAreQueuedOrRefused() throws Exception {
        List<CompletableFuture<Reply>> large = new ArrayList<>();
        for (int i = 1; i <= AT_ONCE; i++) {
            large.add(asker.asking(Map.of("hash", SimulatedFiles.huge(i))));
        }
        smallOnesMeanwhile(large);

        int refused = 0;
        for (int i = 1; i <= AT_ONCE; i++) {
            Reply reply = large.get(i - 1).get();
            if (reply.isHonestError()) {
                refused++;
                assertThat(reply.text()).contains("very large one").containsPattern("Ask again in \\d+ seconds");
                reply = asker.ask(Map.of("hash", SimulatedFiles.huge(i)));
            }
            assertThat(reply.total()).as(reply.body()).isEqualTo(MACHINES);
        }
        LOG.infof("of %d very large answers at once %d were refused for the moment", AT_ONCE, refused);
        assertThat(refused).isLessThan(AT_ONCE);
        calmAfterwards();
    }

    @Test
    void asAResourceAsManyAsItHoldsAndForMoreTheWayToThem() throws Exception {
        for (String end : List.of("/machines", "/machines.csv")) {
            Rpc.Reading large = reading(SimulatedFiles.large(0) + end);
            assertThat(large.error()).isNull();
            assertThat(large.text().length()).isGreaterThan(SimulatedFiles.LARGE_MACHINE_COUNT * 200);
            LOG.infof(
                    "%s of %d machines: %d characters",
                    end, SimulatedFiles.LARGE_MACHINE_COUNT, large.text().length());

            assertThat(reading(SimulatedFiles.huge(0) + end).error())
                    .contains("100000 machines are more than one resource holds", "filetrail machines")
                    .contains("--csv");
        }
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String end = i % 2 == 0 ? "/machines" : "/machines.csv";
            readers.add(CompletableFuture.runAsync(() -> {
                Rpc.Reading read = reading(SimulatedFiles.large(0) + end);
                assertThat(read.error() == null || read.error().contains("Ask again in 5 seconds"))
                        .as(read.error())
                        .isTrue();
            }));
        }
        for (CompletableFuture<Void> reader : readers) {
            reader.get();
        }
        calmAfterwards();
    }

    private Rpc.Reading reading(String path) {
        return Rpc.reading(Asker.address(program), "filetrail://files/" + path);
    }

    /** Small questions, one after the other until the large ones are answered, none of which waits for those. */
    private void smallOnesMeanwhile(Collection<CompletableFuture<Reply>> large) throws Exception {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; !large.stream().allMatch(CompletableFuture::isDone); i++) {
            String hash = SimulatedFiles.numbered(i);
            long start = System.nanoTime();
            verdicts.judge(hash, asker.ask(hash));
            took.add(Duration.ofNanos(System.nanoTime() - start));
            TimeUnit.MILLISECONDS.sleep(200);
        }
        took.sort(null);
        Duration mostTook = took.get(took.size() * 95 / 100);
        LOG.infof("%d small answers meanwhile, 95 %% of them within %s", took.size(), mostTook);
        assertThat(verdicts.wrong()).isEmpty();
        assertThat(verdicts.kinds()).as(program.log()).containsOnlyKeys("answered");
        assertThat(mostTook).isLessThan(Duration.ofSeconds(5));
    }

    private void calmAfterwards() throws Exception {
        assertThat(program.isAlive()).isTrue();
        assertThat(program.log()).doesNotContain("OutOfMemory", "outcome=fault", "ERROR");
        String hash = SimulatedFiles.numbered(100_000);
        verdicts.judge(hash, asker.ask(hash));
        assertThat(verdicts.wrong()).isEmpty();
        long kilobytes = Footprint.peakKilobytes(program.pid());
        LOG.infof("held to %s, it took %d MB at the most", limit, kilobytes / 1024);
        if (limit.isOfHeapOnly()) {
            assertThat(kilobytes).isLessThanOrEqualTo(MEGABYTES * 1_024L);
        }
    }
}
