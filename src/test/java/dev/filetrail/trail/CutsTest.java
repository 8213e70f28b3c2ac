// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Holds that a cut is made once, that few are kept, and that whoever only looks never waits for one. */
class CutsTest {

    private static final MachineQuery BY_RISK = query(Order.RISK);
    private static final MachineQuery BY_NAME = query(Order.NAME);
    private static final MachineQuery BY_EXPOSURE = query(Order.EXPOSURE);

    /** A pool may have one thread only, which waits here. */
    private static final Executor ANOTHER_THREAD = task -> new Thread(task).start();

    private final Cuts cuts = new Cuts();
    private int made;

    @Test
    void makesOneForAllWhoAskTheSame() {
        Cut cut = cuts.get(BY_RISK, this::make);

        assertThat(cuts.get(query(Order.RISK), this::make)).isSameAs(cut);
        assertThat(made).isOne();
    }

    @Test
    void keepsTheLastTwo() {
        cuts.get(BY_RISK, this::make);
        cuts.get(BY_NAME, this::make);
        cuts.get(BY_EXPOSURE, this::make);

        assertThat(cuts.there(BY_RISK)).isNull();
        assertThat(cuts.there(BY_NAME)).isNotNull();
        assertThat(cuts.there(BY_EXPOSURE)).isNotNull();
    }

    /** Threads that serve sockets look, and give what is there. */
    @Test
    void letsNobodyWaitWhoOnlyLooks() throws Exception {
        Cut there = cuts.get(BY_RISK, this::make);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Supplier<Cut> slowly = () -> cuts.get(BY_NAME, () -> {
            begun.countDown();
            await(looked);
            return make();
        });
        CompletableFuture<Cut> maker = CompletableFuture.supplyAsync(slowly, ANOTHER_THREAD);
        await(begun);
        try {
            assertThat(elsewhere(() -> cuts.there(BY_RISK))).isSameAs(there);
            assertThat(elsewhere(() -> cuts.there(BY_NAME))).isNull();
        } finally {
            looked.countDown();
        }
        assertThat(maker.get(10, TimeUnit.SECONDS)).isSameAs(cuts.get(BY_NAME, this::make));
        assertThat(made).isEqualTo(2);
    }

    private static <T> T elsewhere(Supplier<T> look) throws Exception {
        return CompletableFuture.supplyAsync(look, ANOTHER_THREAD).get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cut make() {
        made++;
        return new Cut(new int[0], null);
    }

    private static MachineQuery query(Order order) {
        return new MachineQuery(MachineFilter.ALL, order, 25, null);
    }
}
