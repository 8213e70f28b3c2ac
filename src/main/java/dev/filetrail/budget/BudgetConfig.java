// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of Defender's allowance this program may use, under {@code filetrail.budget}. The {@code @RateLimit} guards on
 * the client read the same two limits, so the two cannot disagree.
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

    /**
     * How long a question waits for a call when there is none at once but will be by then. One that would have to wait longer is
     * told so at once.
     *
     * @return zero for never; a minute at the most, since an assistant gives up about then
     */
    @WithDefault("5s")
    Duration patience();

    /**
     * The share of both limits that a sweep leaves free, so that a question never waits behind one.
     *
     * @return 0 to 0.9; in {@code filetrail machines --from} 0, unless this or a store is set
     */
    @WithDefault("0.2")
    double sweepLeaves();

    /**
     * Where replicas share the budget and the remembered answers.
     *
     * @return {@code redis://[user]:password@host:port[/database]} or {@code rediss://…} (Redis 6.2 or newer, or Valkey); none
     *     when this process is alone
     */
    Optional<String> store();

    /**
     * The share of both limits that a replica takes for itself while the store can't be reached. With so many replicas
     * that their shares make 1 or less, the limits hold without the store too.
     *
     * @return above 0, at most 1
     */
    @WithDefault("0.25")
    double shareWithoutStore();
}
