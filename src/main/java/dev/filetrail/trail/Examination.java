package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Whether FileTrail would work, found out by trying; it spends no call. */
@ApplicationScoped
public class Examination {

    private final DefenderSetup setup;
    private final DefenderClient defender;
    private final CallBudget budget;

    Examination(DefenderSetup setup, DefenderClient defender, CallBudget budget) {
        this.setup = setup;
        this.defender = defender;
        this.budget = budget;
    }

    /**
     * One thing that was looked at.
     *
     * @param what it is, in a word or two
     * @param well nothing is to be done
     * @param words what was found, and what to do if it is not well; no secret in it
     */
    public record Finding(String what, boolean well, String words) {}

    /** @return what was found, in the order in which things depend on each other; waits for the network */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "configuration",
                true,
                "cloud " + setup.cloudName() + ", tenant " + setup.tenantId() + ", application " + setup.clientId()
                        + ", asking " + setup.api()));
        findings.add(signIn());
        budget.known().await().indefinitely();
        for (CallKind kind : CallKind.values()) {
            findings.add(budget(Allowance.of(kind, budget)));
        }
        return findings;
    }

    private Finding signIn() {
        try {
            defender.signIn();
            return new Finding("sign-in", true, "a token came from " + setup.authority());
        } catch (DefenderException e) {
            return new Finding("sign-in", false, TrailException.unanswered(e).inWords());
        }
    }

    private static Finding budget(Allowance left) {
        String whose =
                switch (left.sharing()) {
                    case "shared" -> "shared by all replicas through the store";
                    case "store_lost" -> "a share, since the store of all replicas can't be reached";
                    default -> "counted by each process for itself, no filetrail.budget.store is set";
                };
        return new Finding(
                "budget",
                !left.sharing().equals("store_lost"),
                left.call() + ": " + left.leftThisMinute() + " of " + left.perMinute() + " calls left this minute, "
                        + left.leftThisHour() + " of " + left.perHour() + " this hour; " + whose
                        + (left.sharing().equals("store_lost")
                                ? ". Check that the address in filetrail.budget.store is right and that it answers."
                                : ""));
    }
}
