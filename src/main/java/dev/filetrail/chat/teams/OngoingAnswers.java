// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Answers that are being made for people in Teams: so many at once, and none for ever. */
final class OngoingAnswers {

    private static final Logger LOG = Logger.getLogger(OngoingAnswers.class);

    /** How many may be under way. */
    private static final int MOST = 200;

    /** What is told that late answers nothing that anybody still asks. */
    private static final Duration LONGEST = Duration.ofSeconds(100);

    private final Semaphore room = new Semaphore(MOST);

    /**
     * Begins one at once, and sees it to its end even when nobody waits for it any more: whoever asks again then finds it remembered.
     *
     * @param making makes it
     * @return the answer; cancelling leaves it going
     * @throws MessageRefusal when too many are under way
     */
    Uni<Said> begin(Supplier<Uni<Said>> making) {
        enter();
        return entered(making);
    }

    /**
     * Begins one that has room, and otherwise as {@link #begin} does.
     *
     * @param making makes it
     * @return the answer; cancelling leaves it going
     */
    Uni<Said> entered(Supplier<Uni<Said>> making) {
        Uni<Said> answer =
                inTime(making).onTermination().invoke(this::leave).memoize().indefinitely();
        answer.subscribe().with(done -> {}, failure -> LOG.error("A question in Teams was not answered.", failure));
        return answer;
    }

    /**
     * Makes one when it is waited for.
     *
     * @param making makes it
     * @param <T> what it is
     * @return the answer; fails when it takes too long for anybody
     */
    static <T> Uni<T> inTime(Supplier<Uni<T>> making) {
        return Uni.createFrom().deferred(making::get).ifNoItem().after(LONGEST).fail();
    }

    /**
     * Takes room for one that was not delivered before; {@link #leave} gives it back. The room comes first: what is turned away
     * for want of it is delivered again, and is still new then.
     *
     * @param isNew asked only where there is room
     * @return false when it is not new, and has taken no room
     * @throws MessageRefusal when there is none
     */
    boolean enter(BooleanSupplier isNew) {
        enter();
        boolean taken = isNew.getAsBoolean();
        if (!taken) {
            leave();
        }
        return taken;
    }

    private void enter() {
        if (!room.tryAcquire()) {
            throw MessageRefusal.later("Too many questions are under way.", 2, null);
        }
    }

    /** One has ended. */
    void leave() {
        room.release();
    }
}
