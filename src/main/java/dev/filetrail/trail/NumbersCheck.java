// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.BudgetConfig;
import dev.filetrail.defender.DefenderConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Has numbers that can't work refused as soon as they are read. The guards of the client are made of some of them, earlier than anything
 * of ours is started; they would stop the start with a stack trace that names none of them.
 */
public final class NumbersCheck implements SmallRyeConfigBuilderCustomizer {

    /** For the service loader. */
    public NumbersCheck() {}

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator((type, prefix, settings) -> look(settings));
    }

    private static void look(Object settings) {
        if (settings instanceof BudgetConfig budget) {
            StartCheck.check(budget);
        } else if (settings instanceof DefenderConfig defender) {
            StartCheck.check(defender);
        } else if (settings instanceof TrailConfig trail) {
            StartCheck.check(trail);
        }
    }
}
