// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Whom in Teams FileTrail answers, under {@code filetrail.chat.teams}. */
@ConfigMapping(prefix = "filetrail.chat.teams")
public interface TeamsConfig {

    /** @return ids of the tenants whose people are answered; empty for the one of {@code AZURE_TENANT_ID} */
    Optional<List<String>> tenants();
}
