// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What App Service and Container Apps set for a program with a managed identity (Azure's page "How to use managed identities", REST). */
@ConfigMapping(prefix = "identity")
public interface PlatformConfig {

    /** @return {@code IDENTITY_ENDPOINT}: where tokens are to be had */
    Optional<String> endpoint();

    /** @return {@code IDENTITY_HEADER}: what proves that we run there; a secret */
    Optional<String> header();
}
