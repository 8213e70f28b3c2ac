package dev.filetrail.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How much of Defender's allowance this process may use, under {@code filetrail.budget}. The {@code @RateLimit} guards on
 * the client read the same two properties, so the two cannot disagree.
 */
@ConfigMapping(prefix = "filetrail.budget")
public interface BudgetConfig {

    /**
     * Calls in any 60 seconds, for each kind of call. Lower it to leave calls to other programs of the same app
     * registration.
     *
     * @return 1 or more; Defender allows 100
     */
    @WithDefault("100")
    int perMinute();

    /**
     * Calls in any 3,600 seconds, for each kind of call.
     *
     * @return 1 or more; Defender allows 1,500
     */
    @WithDefault("1500")
    int perHour();
}
