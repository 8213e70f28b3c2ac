// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.SharedStore;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.DefenderSignIn;
import dev.filetrail.defender.Reach;
import dev.filetrail.defender.Reachability;
import dev.filetrail.defender.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether FileTrail would work, found out by trying; it spends no call. */
@ApplicationScoped
public class Examination {

    /** Entra takes an assertion five minutes off at the most, and ends tokens by its own clock. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    private static final String GRANT =
            "An administrator of the tenant grants it: Entra admin center, App registrations,"
                    + " FileTrail's application, API permissions, Add a permission, APIs my organization uses, WindowsDefenderATP,"
                    + " Application permissions; then Grant admin consent.";

    private final DefenderSetup setup;
    private final DefenderSignIn signIn;
    private final Reachability reachability;
    private final CallBudget budget;
    private final SharedStore store;
    private final Instance<Examiner> others;

    Examination(
            DefenderSetup setup,
            DefenderSignIn signIn,
            Reachability reachability,
            CallBudget budget,
            SharedStore store,
            @Any Instance<Examiner> others) {
        this.setup = setup;
        this.signIn = signIn;
        this.reachability = reachability;
        this.budget = budget;
        this.store = store;
        this.others = others;
    }

    /**
     * One thing that was looked at.
     *
     * @param what it is, in a word or two
     * @param well nothing is to be done
     * @param words what was found; no secret in it
     * @param mend what to do; null when it is well
     */
    @RegisterForReflection
    public record Finding(String what, boolean well, String words, String mend) {

        /**
         * Nothing is to be done.
         *
         * @param what was looked at
         * @param words what was found
         * @return the finding
         */
        public static Finding well(String what, String words) {
            return new Finding(what, true, words, null);
        }

        /**
         * Something is to be done.
         *
         * @param what was looked at
         * @param words what was found
         * @param mend what to do
         * @return the finding
         */
        public static Finding wrong(String what, String words, String mend) {
            return new Finding(what, false, words, mend);
        }
    }

    /** @return what was found, in the order in which things depend on each other; waits for the network */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well(
                "configuration",
                "cloud " + setup.cloudName() + ", tenant " + setup.tenantId() + ", application " + setup.clientId()
                        + ", signing in by " + setup.signsInBy() + ", asking " + setup.api()));
        Reach entra = reachability.signIn();
        Reach api = reachability.defender();
        findings.add(reach("reach sign-in", entra));
        findings.add(reach("reach Defender", api));
        findings.add(clock(entra, api));
        findings.addAll(signIn());
        budget.known().await().indefinitely();
        for (CallKind kind : CallKind.values()) {
            findings.add(budget(Allowance.of(kind, budget)));
        }
        others.forEach(other -> findings.addAll(other.findings()));
        return findings;
    }

    private static Finding reach(String what, Reach reach) {
        return new Finding(what, reach.answers(), reach.words(), reach.whatToDo());
    }

    private static Finding clock(Reach... reached) {
        return Stream.of(reached)
                .map(Reach::skew)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Examination::clock)
                .orElseGet(() -> Finding.well("clock", "nobody has told the time to compare it with"));
    }

    private static Finding clock(Duration skew) {
        long seconds = skew.toSeconds();
        return skew.abs().compareTo(MOST_SKEW) <= 0
                ? Finding.well("clock", "right to " + Math.max(1, Math.abs(seconds)) + " s")
                : Finding.wrong(
                        "clock",
                        "this machine's clock is " + Math.abs(seconds) + " s " + (seconds > 0 ? "behind" : "ahead")
                                + ", so that tokens seem too old or too new",
                        "Let it be set by NTP.");
    }

    private List<Finding> signIn() {
        SignedIn signedIn;
        try {
            signedIn = signIn.signIn();
        } catch (DefenderException e) {
            return List.of(Finding.wrong("sign-in", e.getMessage(), advice(e)));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("sign-in", "a token came from " + setup.authority()));
        findings.add(
                signedIn.rightAudience()
                        ? Finding.well(
                                "audience",
                                signedIn.audience() == null
                                        ? "the token can't be read, so Defender alone knows whom it is for"
                                        : "the token is for " + signedIn.audience())
                        : Finding.wrong(
                                "audience",
                                "the token is for " + signedIn.audience()
                                        + ", which Defender in this cloud does not take",
                                "Leave filetrail.defender.scope unset, or set it to what your tenant needs; see that"
                                        + " filetrail.cloud is right."));
        if (setup.onBehalfOf()) {
            findings.add(Finding.well(
                    "permissions",
                    "those of each person who asks, to whom no tool is listed that they lack; the application's own are"
                            + " not used"));
        } else {
            Stream.of(Tools.values()).map(tool -> permission(tool, signedIn)).forEach(findings::add);
        }
        return findings;
    }

    private static Finding permission(Tools tool, SignedIn signedIn) {
        if (signedIn.audience() == null) {
            return Finding.well("permission", tool.words() + ": the token can't be read, so this can't be told");
        }
        return tool.lackedBy(signedIn)
                .map(lacked -> Finding.wrong(
                        "permission",
                        tool.words() + " does not work" + (tool.isListed() ? ", and is not listed" : "")
                                + ": the application lacks " + lacked.permission(),
                        GRANT))
                .orElseGet(() -> Finding.well("permission", tool.words() + " works"));
    }

    private static String advice(DefenderException e) {
        return e.whatToDo()
                + (e.correlationId() == null ? "" : " Correlation id for a support case: " + e.correlationId() + ".");
    }

    private Finding budget(Allowance left) {
        boolean lost = left.sharing().equals("store_lost");
        String whose =
                switch (left.sharing()) {
                    case "shared" -> "shared by all replicas through the store";
                    case "store_lost" ->
                        "a share, since the store of all replicas can't be reached"
                                + store.trouble().map(why -> ": " + why).orElse("");
                    default -> "counted by each process for itself, no filetrail.budget.store is set";
                };
        String words = left.call() + ": " + left.leftThisMinute() + " of " + left.perMinute()
                + " calls left this minute, " + left.leftThisHour() + " of " + left.perHour() + " this hour; " + whose;
        return new Finding(
                "budget",
                !lost,
                words,
                lost
                        ? "Check that the address in filetrail.budget.store is right, its password and rediss:// for TLS"
                                + " included, and that it answers."
                        : null);
    }
}
