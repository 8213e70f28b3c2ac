// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.RedisServer;
import dev.filetrail.budget.CallLedger.Turn;
import dev.filetrail.budget.CallsLeft.Sharing;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several ledgers on one real server. Their own time can be made to jump; the server's can't, so its windows are taken as they are. */
@Tag("long")
class SharedLedgerTest {

    private static final CallKind KIND = CallKind.MACHINES_OF_FILE;
    private static final int PER_MINUTE = 40;
    private static final double SHARE = 0.25;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong ahead = new AtomicLong();
    private RedisServer server;
    private int prefixes;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void allReplicasTogetherStartAsManyAsOne() throws Exception {
        List<SharedLedger> ledgers = settled(4);

        assertThat(startAll(ledgers, 200)).hasSize(PER_MINUTE);
        assertThat(ledgers.get(0).start(KIND, Kept.NONE).await().indefinitely().delay())
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(ledgers.get(3).left(CallKind.FILE).thisMinute()).isEqualTo(PER_MINUTE);
    }

    @Test
    void oneReplicaMayHaveAllWhenTheOthersAreIdle() throws Exception {
        List<SharedLedger> ledgers = settled(4);
        int granted = 0;
        for (int i = 0; i < 400 && granted < PER_MINUTE; i++) {
            Turn turn = ledgers.get(0).start(KIND, Kept.NONE).await().indefinitely();
            if (turn.granted()) {
                granted++;
            } else {
                // The others hold some in advance, and give them back within moments.
                assertThat(turn.delay()).isLessThan(Duration.ofSeconds(1));
                TimeUnit.MILLISECONDS.sleep(25);
            }
        }
        assertThat(granted).isEqualTo(PER_MINUTE);
    }

    @Test
    void whatOneHasSpentTheOthersSee() throws Exception {
        List<SharedLedger> ledgers = settled(2);
        Turn turn = ledgers.get(0).start(KIND, Kept.NONE).await().indefinitely();
        await(() -> ledgers.get(1).left(KIND).thisMinute() == PER_MINUTE - 1);

        ledgers.get(0).unused(KIND, turn.id());

        await(() -> ledgers.get(1).left(KIND).thisMinute() == PER_MINUTE);
        assertThat(ledgers.get(1).left(KIND).sharing()).isEqualTo(Sharing.SHARED);
    }

    @Test
    void aCallCountsFromItsAnswer() throws Exception {
        List<SharedLedger> ledgers = settled(2);
        List<Turn> turns = new ArrayList<>(startAll(ledgers, PER_MINUTE));
        // What a replica has in advance it gives back when it looks next.
        for (int i = 0; i < 30 && turns.size() < PER_MINUTE; i++) {
            TimeUnit.MILLISECONDS.sleep(300);
            turns.addAll(startAll(ledgers, PER_MINUTE - turns.size()));
        }
        TimeUnit.SECONDS.sleep(2);
        turns.forEach(turn -> ledgers.get(0).answered(KIND, turn.id()));

        // While a call is under way its place lies in the future.
        await(() -> server.say("ZCOUNT " + key() + " -inf " + micros(System.currentTimeMillis() + 1_000))
                .equals(":" + PER_MINUTE));
        assertThat(ledgers.get(1).untilTurn(KIND, Kept.NONE, 0).await().indefinitely())
                .isBetween(Duration.ofSeconds(57), Duration.ofSeconds(60));
    }

    @Test
    void whoLeavesSomeAloneIsRefusedSooner() throws Exception {
        List<SharedLedger> ledgers = settled(1);
        Kept half = new Kept(PER_MINUTE / 2, 0);
        int granted = 0;
        while (ledgers.get(0).start(KIND, half).await().indefinitely().granted()) {
            granted++;
        }
        assertThat(granted).isEqualTo(PER_MINUTE / 2);
        assertThat(ledgers.get(0).start(KIND, Kept.NONE).await().indefinitely().granted())
                .isTrue();
    }

    @Test
    void laterPlacesWaitLonger() throws Exception {
        List<SharedLedger> ledgers = settled(1);
        SharedLedger ledger = ledgers.get(0);
        startAll(ledgers, PER_MINUTE);

        assertThat(ledger.untilTurn(KIND, Kept.NONE, 0).await().indefinitely())
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(ledger.untilTurn(KIND, Kept.NONE, PER_MINUTE).await().indefinitely())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void oneIsToldToWaitAndAllDo() throws Exception {
        List<SharedLedger> ledgers = settled(2);

        ledgers.get(0).closeFor(KIND, Duration.ofSeconds(30));
        ledgers.get(0).closeFor(KIND, Duration.ofSeconds(5));

        await(() -> ledgers.get(1).left(KIND).untilNext().compareTo(Duration.ofSeconds(25)) > 0);
        assertThat(ledgers.get(1).start(KIND, Kept.NONE).await().indefinitely().delay())
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));

        server.kill();
        await(() -> ledgers.get(1).left(KIND).sharing() == Sharing.STORE_LOST);
        assertThat(ledgers.get(1).start(KIND, Kept.NONE).await().indefinitely().granted())
                .isFalse();
    }

    @Test
    void withoutTheStoreAllTogetherStayBelowTheLimit() throws Exception {
        List<SharedLedger> ledgers = settled(3);
        int before = startAll(ledgers, 16).size();
        assertThat(before).isPositive();

        server.kill();
        await(() -> allAre(ledgers, Sharing.STORE_LOST));
        int without = startAll(ledgers, 200).size();

        assertThat(without).isPositive();
        assertThat(before + without).isLessThanOrEqualTo(PER_MINUTE);

        // A minute later nothing from before counts any more, and each has its share of the limit.
        ahead.addAndGet(Duration.ofSeconds(61).toNanos());
        for (SharedLedger ledger : ledgers) {
            assertThat(startAll(List.of(ledger), 50)).hasSizeLessThanOrEqualTo((int) (SHARE * PER_MINUTE));
        }
    }

    @Test
    void aStoreThatHasForgottenIsToldAgain() throws Exception {
        List<SharedLedger> ledgers = settled(3);
        List<Turn> before = startAll(ledgers, 30);
        server.kill();
        await(() -> allAre(ledgers, Sharing.STORE_LOST));
        List<Turn> without = startAll(ledgers, 200);

        server.bringBack();
        await(() -> allAre(ledgers, Sharing.SHARED));

        int known = PER_MINUTE - before.size() - without.size();
        await(() -> ledgers.stream().allMatch(ledger -> ledger.left(KIND).thisMinute() == known));
        assertThat(startAll(ledgers, 200)).hasSizeLessThanOrEqualTo(known);
    }

    @Test
    void aStoreThatLosesItsMemoryWithoutEndingIsNoticed() throws Exception {
        List<SharedLedger> ledgers = settled(3);
        int before = startAll(ledgers, 30).size();

        assertThat(server.say("FLUSHALL")).isEqualTo("+OK");
        int after = startAll(ledgers, 200).size();

        assertThat(before + after).isLessThanOrEqualTo(PER_MINUTE);
        await(() -> ledgers.get(0).left(KIND).thisMinute() == PER_MINUTE - before - after);
    }

    @Test
    void aFrozenStoreHoldsNobodyUp() throws Exception {
        List<SharedLedger> ledgers = settled(1);
        server.freeze();
        long start = System.nanoTime();

        Turn turn = ledgers.get(0).start(KIND, Kept.NONE).await().indefinitely();

        assertThat(turn.granted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(ledgers.get(0).left(KIND).sharing()).isEqualTo(Sharing.STORE_LOST);
        server.thaw();
        await(() -> allAre(ledgers, Sharing.SHARED));
    }

    @Test
    void goesOnWithItsShareWhenThereHasNeverBeenAStore() throws Exception {
        server.kill();
        SharedLedger ledger = ledger("never");
        ledger.begin();

        assertThat(startAll(List.of(ledger), 100)).hasSize((int) (SHARE * PER_MINUTE));
    }

    private boolean allAre(List<SharedLedger> ledgers, Sharing sharing) {
        return ledgers.stream().allMatch(ledger -> ledger.left(KIND).sharing() == sharing);
    }

    /** Ledgers that have met, and are past the caution of the first moments. */
    private List<SharedLedger> settled(int count) throws Exception {
        String prefix = "test" + prefixes++;
        List<SharedLedger> ledgers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SharedLedger ledger = ledger(prefix);
            ledger.begin();
            ledgers.add(ledger);
        }
        await(() -> allAre(ledgers, Sharing.SHARED));
        ahead.addAndGet(Duration.ofSeconds(4).toNanos());
        return ledgers;
    }

    private SharedLedger ledger(String prefix) {
        RedisOptions options = new RedisOptions().setConnectionString("redis://127.0.0.1:" + server.port());
        options.getNetClientOptions().setConnectTimeout(1_000);
        SharedStore store = new SharedStore(Redis.createClient(vertx, options), prefix);
        return new SharedLedger(new SomeBudget(PER_MINUTE, 1_500, 0.2), store, ticker());
    }

    private static String key() {
        return new SharedStore(null, "test0").key("calls:" + KIND.label());
    }

    private static String micros(long millis) {
        return millis + "000";
    }

    private static List<Turn> startAll(List<SharedLedger> ledgers, int attempts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Turn>> starts = new ArrayList<>();
            for (int i = 0; i < attempts; i++) {
                SharedLedger ledger = ledgers.get(i % ledgers.size());
                starts.add(() -> ledger.start(KIND, Kept.NONE).await().atMost(Duration.ofSeconds(10)));
            }
            List<Turn> granted = new ArrayList<>();
            for (Future<Turn> start : threads.invokeAll(starts)) {
                if (start.get().granted()) {
                    granted.add(start.get());
                }
            }
            return granted;
        } finally {
            threads.shutdown();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; i < 200 && !condition.holds(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(condition.holds()).isTrue();
    }

    private Ticker ticker() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime() + ahead.get();
            }

            @Override
            public Alarm after(Duration wait, Runnable task) {
                long timer = vertx.setTimer(Math.max(1, wait.toMillis()), id -> task.run());
                return () -> vertx.cancelTimer(timer);
            }
        };
    }
}
