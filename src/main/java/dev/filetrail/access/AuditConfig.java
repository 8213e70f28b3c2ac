// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where it is written down who asked for what, under {@code filetrail.audit}. */
@ConfigMapping(prefix = "filetrail.audit")
public interface AuditConfig {

    /** @return {@code stdout}, or the path of a file, which is made if there is none */
    @WithDefault("stdout")
    String to();

    /** @return a question is not answered when its line can't be written; {@code false} answers it, and the log says so once a minute */
    @WithDefault("true")
    String required();

    /** @return when a file is full, in MiB, 1 or more; a new one is then begun */
    @WithDefault("64")
    int rotateMegabytes();

    /** @return how many full files are kept, 1 or more, besides the one that is being written */
    @WithDefault("10")
    int keep();
}
