// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How FileTrail signs in, under {@code filetrail}. */
@ConfigMapping(prefix = "filetrail")
public interface IdentityConfig {

    /** @return {@code secret}, {@code certificate}, {@code workload} or {@code managed}; {@code auto} for the first of them that is configured */
    @WithDefault("auto")
    String identity();

    /** @return ask with the rights of the person who asks, so that everyone sees their own device groups only; needs {@code filetrail.access=oidc} or {@code chat} */
    @WithDefault("false")
    String onBehalfOf();
}
