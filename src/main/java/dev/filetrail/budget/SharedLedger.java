// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.budget.SharedScript.Said;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The calls of all replicas, in the store that they share. While it can't be reached, each replica goes on with its own
 * share.
 */
final class SharedLedger implements CallLedger {

    /** So often a replica tells the store that it is there, and hears what is left. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** So often it looks whether a store that was lost is back. */
    private static final Duration LOOK_WHEN_LOST = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final SharedStore store;
    private final Standing standing;
    private final Map<CallKind, SharedAccount> accounts = new EnumMap<>(CallKind.class);
    private final Uni<Void> firstLook;

    /**
     * @param config the limits
     * @param store that all replicas share
     * @param ticker the time
     */
    SharedLedger(BudgetConfig config, SharedStore store, Ticker ticker) {
        this.ticker = ticker;
        this.store = store;
        this.standing = new Standing(store, config.shareWithoutStore(), ticker);
        StoreLine line = new StoreLine(store, standing::lost);
        ProcessLedger own = new ProcessLedger(config, ticker);
        String replica = UUID.randomUUID().toString().substring(0, 13);
        for (CallKind kind : CallKind.values()) {
            SharedScript script = new SharedScript(store, line, config, replica, kind);
            SharedAccount account = new SharedAccount(kind, config, own, script, standing, replica, ticker);
            standing.tell(account);
            accounts.put(kind, account);
        }
        this.firstLook = Uni.createFrom().deferred(this::look).memoize().indefinitely();
    }

    /** Looks at the store, and goes on looking. */
    void begin() {
        firstLook.subscribe().with(looked -> lookAgain());
    }

    private void lookAgain() {
        if (!store.isStopped()) {
            ticker.after(standing.isReachable() ? LOOK : LOOK_WHEN_LOST, () -> look().subscribe()
                    .with(looked -> lookAgain()));
        }
    }

    /** Never fails. */
    private Uni<Void> look() {
        List<Uni<Said>> looks =
                accounts.values().stream().map(SharedAccount::refresh).toList();
        return Uni.join()
                .all(looks)
                .andFailFast()
                .invoke(all -> standing.found(all.get(0).epochAge()))
                .onFailure()
                .invoke(standing::lost)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Override
    public Uni<Turn> start(CallKind kind, Kept kept) {
        return standing.isKnown()
                ? accounts.get(kind).start(kept)
                : firstLook.chain(() -> accounts.get(kind).start(kept));
    }

    @Override
    public Uni<Duration> untilTurn(CallKind kind, Kept kept, int before) {
        return accounts.get(kind).untilTurn(kept, before);
    }

    @Override
    public void answered(CallKind kind, String id) {
        accounts.get(kind).answered(id);
    }

    @Override
    public void unused(CallKind kind, String id) {
        accounts.get(kind).unused(id);
    }

    @Override
    public void closeFor(CallKind kind, Duration wait) {
        accounts.get(kind).closeFor(wait);
    }

    @Override
    public Uni<Void> known() {
        return firstLook;
    }

    @Override
    public CallsLeft left(CallKind kind) {
        return accounts.get(kind).left();
    }
}
