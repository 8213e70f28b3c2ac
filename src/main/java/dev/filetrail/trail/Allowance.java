// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.CallsLeft;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * What is left of the calls of one kind, as every door shows it. Others may spend at any moment.
 *
 * @param call the kind: {@code machines_of_file}, {@code file}
 * @param perMinute calls allowed in any 60 seconds
 * @param leftThisMinute of those, now
 * @param perHour calls allowed in any 3,600 seconds
 * @param leftThisHour of those, now
 * @param secondsUntilNext until the next call may start, rounded up; 0 when it may at once
 * @param sharing {@code alone} when this process has the budget for itself, {@code shared} by all replicas,
 *     {@code store_lost} while their store can't be reached and this replica keeps to a share of its own
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Allowance(
        String call,
        int perMinute,
        int leftThisMinute,
        int perHour,
        int leftThisHour,
        long secondsUntilNext,
        String sharing) {

    // Said of every answer; see Sight for why it is written out.

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Allowance that
                        && leftThisMinute == that.leftThisMinute
                        && leftThisHour == that.leftThisHour
                        && secondsUntilNext == that.secondsUntilNext
                        && perMinute == that.perMinute
                        && perHour == that.perHour
                        && call.equals(that.call)
                        && sharing.equals(that.sharing));
    }

    @Override
    public int hashCode() {
        return 31 * leftThisHour + leftThisMinute;
    }

    static Allowance of(CallKind kind, CallBudget budget) {
        CallsLeft left = budget.left(kind);
        return new Allowance(
                kind.label(),
                left.perMinute(),
                left.thisMinute(),
                left.perHour(),
                left.thisHour(),
                WholeSeconds.of(left.untilNext()),
                left.sharing().name().toLowerCase(Locale.ROOT));
    }
}
