// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of the protocol, under {@code filetrail.mcp}. */
@ConfigMapping(prefix = "filetrail.mcp")
interface ModernConfig {

    /** How often a stream on which nothing is told says that it is still there: shorter than any idle timeout on the way. */
    @WithDefault("20s")
    Duration keepAlive();
}
