// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which Defender is asked, under {@code filetrail}. */
@ConfigMapping(prefix = "filetrail")
public interface DefenderConfig {

    /**
     * @return where the tenant lives, which gives the hosts, the sign-in authority and the scope: {@code commercial}, {@code us},
     *     {@code eu}, {@code uk}, {@code au}, {@code swa}, {@code ina}, {@code aea}, {@code gcc}, {@code gcc-high}, {@code dod}
     */
    @WithDefault("commercial")
    String cloud();

    /** @return what to change about the cloud's own values */
    Defender defender();

    /** {@code filetrail.defender}: overrides for a proxy, a test, an odd tenant, and bounds on what is read. */
    interface Defender {

        /** @return base address of the API instead of the cloud's own */
        Optional<String> url();

        /**
         * @return scope to ask a token for instead of the cloud's own; some tenants need {@code
         *     https://securitycenter.onmicrosoft.com/windowsatpservice/.default}
         */
        Optional<String> scope();

        /** @return how many machines an answer may hold; a longer one is refused, never cut */
        @WithDefault("250000")
        int mostMachines();

        /** @return how many alerts an answer may hold; a longer one is refused, never cut */
        @WithDefault("10000")
        int mostAlerts();

        /** @return how many pages ({@code @odata.nextLink}) are followed; each costs a call */
        @WithDefault("50")
        int mostPages();

        /**
         * @return how many seconds one attempt may take, from the first byte sent to the last byte read; 55 at the most where {@code
         *     filetrail.budget.store} is set
         */
        @WithDefault("45")
        int timeoutSeconds();

        /** @return how long a 429 may ask us to wait for us to wait and try again ourselves */
        @WithDefault("5s")
        Duration patience();
    }
}
