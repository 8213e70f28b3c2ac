package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.defender.CallGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Puts the budget before the door: the client asks here before every attempt, and tells what Defender says of its quota. */
@ApplicationScoped
class BudgetGate implements CallGate {

    private final CallBudget budget;

    BudgetGate(CallBudget budget) {
        this.budget = budget;
    }

    @Override
    public Duration callMachinesOfFile() {
        return budget.spend(CallKind.MACHINES_OF_FILE);
    }

    @Override
    public void machinesOfFileThrottled(Duration wait) {
        budget.closeFor(CallKind.MACHINES_OF_FILE, wait);
    }
}
