// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.DefenderSignIn;
import dev.filetrail.defender.Operation;
import dev.filetrail.defender.Person;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Which tools are of use to whoever asks, as far as their token has said. It never waits: what the last token said counts for
 * as long as that token lives, and when nobody knows, a tool is of use.
 */
@Singleton
public class Permissions {

    private static final Logger LOG = Logger.getLogger(Permissions.class);
    /** How often a sign-in is asked whether a permission that lacked has been granted; it costs no call to Defender. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    private final DefenderSignIn signIn;
    private final DefenderSetup setup;
    private final Ticker ticker;
    /** When it was last looked again, by perspective; no older than it needs to be. */
    private final Map<Perspective, Long> looked = new HashMap<>();

    Permissions(DefenderSignIn signIn, DefenderSetup setup, Ticker ticker) {
        this.signIn = signIn;
        this.setup = setup;
        this.ticker = ticker;
    }

    /**
     * Whether a tool is of use. Where it is not, this looks after a while, and beside, whether that has changed.
     *
     * @param tool a tool's name
     * @param caller who would use it
     * @return false when a permission that it needs is known to be lacking
     */
    public boolean allow(String tool, Caller caller) {
        return Tools.named(tool).flatMap(known -> lacking(known, caller)).isEmpty();
    }

    /**
     * What a tool, or a part of one, lacks.
     *
     * @param tool which
     * @param caller who would use it
     * @return what Defender would refuse; empty when it works, or nobody knows
     */
    Optional<Operation> lacking(Tools tool, Caller caller) {
        if (setup.onBehalfOf() && caller.token() == null) {
            return Optional.empty();
        }
        Person person = Asking.person(setup, caller);
        Optional<Operation> lacked = signIn.signedIn(person).flatMap(tool::lackedBy);
        if (lacked.isPresent() && isTimeToLook(Perspective.of(setup, caller))) {
            Infrastructure.getDefaultWorkerPool().execute(() -> lookAgain(person));
        }
        return lacked;
    }

    private boolean isTimeToLook(Perspective perspective) {
        long now = ticker.nanos();
        synchronized (looked) {
            looked.values().removeIf(at -> now - at >= BETWEEN_LOOKS.toNanos());
            return looked.putIfAbsent(perspective, now) == null;
        }
    }

    private void lookAgain(Person person) {
        try {
            signIn.lookAgain(person);
        } catch (DefenderException e) {
            // The token that is kept stays; a question that needs another one will say what is wrong.
            LOG.debug("It can't be told whether more is permitted by now", e);
        }
    }
}
