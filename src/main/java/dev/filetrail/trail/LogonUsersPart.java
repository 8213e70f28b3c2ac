// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.LogonUser;
import dev.filetrail.defender.Operation;
import dev.filetrail.trail.MachineProfile.UnknownPart;
import dev.filetrail.trail.MachineProfile.User;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who logged on to a machine. It takes a permission of its own; without it, or when Defender can't be asked, the rest of the
 * answer still stands, and this part says why it is unknown.
 */
@Singleton
class LogonUsersPart {

    private static final int MOST_USERS = 50;

    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final Permissions permissions;
    private final SmallAnswers<Sight<String>, List<LogonUser>> users;

    LogonUsersPart(
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Clock clock,
            Ticker ticker,
            Permissions permissions) {
        this.defender = defender;
        this.setup = setup;
        this.permissions = permissions;
        this.users = new SmallAnswers<>(budget, CallKind.LOGON_USERS, config, clock, ticker, List::size);
    }

    /**
     * Who logged on, or why that is unknown.
     *
     * @param users the latest first, as many as are shown
     * @param more how many more there are
     * @param unknown why it is unknown; null when it is known
     */
    record People(List<User> users, int more, UnknownPart unknown) {

        /** There is no machine to log on to. */
        static final People NOBODY = new People(List.of(), 0, null);

        private static People unknown(String outcome, String why, Duration wait) {
            return new People(List.of(), 0, new UnknownPart("logon_users", outcome, why, WholeSeconds.toWait(wait)));
        }
    }

    /**
     * Who logged on.
     *
     * @param perspective with whose eyes
     * @param machineId to which machine
     * @param asking who asks, and how
     * @return those, or why that is unknown; it fails only when nobody wants it any more
     */
    Uni<People> of(Perspective perspective, String machineId, Asking asking) {
        Optional<Operation> lacked =
                permissions.lacking(Tools.LOGON_USERS, asking.visit().caller());
        if (lacked.isPresent()) {
            // Defender would only say the same, at the price of a call.
            return Uni.createFrom().item(() -> People.unknown("forbidden", notPermitted(lacked.get()), null));
        }
        return users.get(new Sight<>(perspective, machineId), asking, gate -> defender.logonUsers(
                                asking.person(setup), machineId, gate)
                        .map(all -> all.stream()
                                .sorted(MachineProfiling.LATEST_USER_FIRST)
                                .toList()))
                .map(LogonUsersPart::people)
                .onFailure(DefenderException.class)
                .recoverWithItem(failure -> unanswered((DefenderException) failure));
    }

    private static People people(Known<List<LogonUser>> known) {
        return new People(
                known.value().stream()
                        .limit(MOST_USERS)
                        .map(MachineProfiling::user)
                        .toList(),
                Math.max(0, known.value().size() - MOST_USERS),
                null);
    }

    private static People unanswered(DefenderException failure) {
        TrailException why = TrailException.unanswered(failure);
        return People.unknown(why.outcome(), why.inWords(), why.waitTime());
    }

    private String notPermitted(Operation lacked) {
        return setup.onBehalfOf()
                ? "FileTrail asks with your own rights, and may not ask for users: an administrator of the tenant grants its"
                        + " application the delegated permission " + lacked.delegatedPermission()
                        + " of WindowsDefenderATP, with admin consent."
                : "FileTrail's application lacks the permission " + lacked.permission()
                        + ": an administrator of the tenant grants it as an application permission of WindowsDefenderATP, with"
                        + " admin consent.";
    }
}
