// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the script of the budget ({@code shared-ledger.lua}) can do for one kind of call, and what it says. */
final class SharedScript {

    private final StoreLine line;
    private final BudgetConfig config;
    private final String replica;
    private final List<String> keys;

    /**
     * @param store names the entries
     * @param line to the store
     * @param config the limits
     * @param replica a name that no other has
     * @param kind of call
     */
    SharedScript(SharedStore store, StoreLine line, BudgetConfig config, String replica, CallKind kind) {
        this.line = line;
        this.config = config;
        this.replica = replica;
        this.keys = List.of(
                store.key("calls:" + kind.label()),
                store.key("advances:" + kind.label()),
                store.key("closed:" + kind.label()),
                store.key("epoch:" + kind.label()));
    }

    /** How it went. */
    enum Verdict {
        DONE,
        NOT_NOW,
        /** The store has forgotten what it knew; nothing was done. */
        ANOTHER_EPOCH
    }

    /**
     * What the script says.
     *
     * @param verdict how it went
     * @param delay until there is a call for whoever asks
     * @param leftThisMinute of all replicas' calls
     * @param leftThisHour of all replicas' calls
     * @param advance calls that this replica may start if this was the last word of the store
     * @param epoch of the store's memory
     * @param epochAge how long it remembers
     * @param untilNext until there is a call for a question
     * @param closedFor for so long Defender wants to hear of nobody; zero when it doesn't mind
     */
    record Said(
            Verdict verdict,
            Duration delay,
            int leftThisMinute,
            int leftThisHour,
            Advance advance,
            String epoch,
            Duration epochAge,
            Duration untilNext,
            Duration closedFor) {}

    Uni<Said> start(String epoch, Kept kept, String id) {
        return run(
                "start",
                epoch,
                String.valueOf(kept.ofMinute()),
                String.valueOf(kept.ofHour()),
                "0",
                id,
                micros(SharedStore.LONGEST_ATTEMPT.toNanos()));
    }

    Uni<Said> look(String epoch, Kept kept, int before) {
        return run(
                "look", epoch, String.valueOf(kept.ofMinute()), String.valueOf(kept.ofHour()), String.valueOf(before));
    }

    Uni<Said> answered(String epoch, String id) {
        return run("answered", epoch, id);
    }

    Uni<Said> unused(String epoch, String id) {
        return run("unused", epoch, id);
    }

    Uni<Said> close(String epoch, Duration wait) {
        return run("close", epoch, String.valueOf(Math.max(1, wait.toMillis())));
    }

    /**
     * Writes calls down that the store may have forgotten, or never have heard of.
     *
     * @param ages nanoseconds since each was answered, by its id; {@link OwnStarts#UNDER_WAY} when it was not
     * @return as ever; it is right in any epoch
     */
    Uni<Said> write(Map<String, Long> ages) {
        List<String> calls = new ArrayList<>();
        ages.forEach((id, age) -> {
            calls.add(id);
            calls.add(micros(age == OwnStarts.UNDER_WAY ? -SharedStore.LONGEST_ATTEMPT.toNanos() : age));
        });
        return run("write", "", calls.toArray(String[]::new));
    }

    private Uni<Said> run(String operation, String epoch, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                operation,
                replica,
                epoch,
                replica + "-" + System.nanoTime(),
                String.valueOf(config.perMinute()),
                String.valueOf(config.perHour()),
                String.valueOf(config.shareWithoutStore())));
        arguments.addAll(List.of(more));
        return line.run(keys, arguments).map(SharedScript::said);
    }

    private static String micros(long nanos) {
        return String.valueOf(nanos / 1_000);
    }

    private static Said said(Response reply) {
        return new Said(
                verdict(reply.get(0).toInteger()),
                Duration.ofMillis(reply.get(1).toLong()),
                reply.get(2).toInteger(),
                reply.get(3).toInteger(),
                new Advance(reply.get(4).toInteger(), reply.get(5).toInteger()),
                reply.get(6).toString(),
                Duration.ofMillis(reply.get(7).toLong()),
                Duration.ofMillis(reply.get(8).toLong()),
                Duration.ofMillis(reply.get(9).toLong()));
    }

    private static Verdict verdict(int number) {
        return number < 0 ? Verdict.ANOTHER_EPOCH : number == 0 ? Verdict.NOT_NOW : Verdict.DONE;
    }
}
