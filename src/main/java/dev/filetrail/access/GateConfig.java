// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the gate asks of those who come, under {@code filetrail.access}. */
@ConfigMapping(prefix = "filetrail.access")
public interface GateConfig {

    /** @return base address of the OpenID provider, without {@code /.well-known/…}; needed for {@code oidc} */
    Optional<String> issuer();

    /** @return for whom a token must have been issued ({@code aud}), any of these; the public address of MCP by default */
    Optional<List<String>> audience();

    /**
     * @return what a token must allow, in {@code scp}, {@code scope} or {@code roles}; of an address such as {@code
     *     api://…/Machines.Read} the last part
     */
    @WithDefault("Machines.Read")
    String scope();

    /** @return the tenants ({@code tid}) whose tokens are taken; any that the issuer speaks for by default */
    Optional<List<String>> tenants();

    /** @return base address by which others reach FileTrail; made from host and port by default */
    Optional<String> url();

    /** @return origins of the web pages that may ask, besides FileTrail's own */
    Optional<List<String>> origins();

    /** @return which doors take only one of the two ways */
    Doors doors();

    /** @return the file of API keys, which {@code filetrail key} makes; needed for {@code api-key} */
    Optional<Path> keys();

    /** @return how many questions one caller may have under way; a caller on this machine, by {@code loopback}, 1,000 */
    @WithDefault("50")
    int requestsAtOnce();

    /** @return how many streams (GET) of MCP one caller may hold open; a caller on this machine, by {@code loopback}, 1,000 */
    @WithDefault("10")
    int streamsAtOnce();

    /** {@code filetrail.access.doors}: {@code oidc} or {@code api-key}, where both are configured. */
    interface Doors {

        /** @return {@code oidc} or {@code api-key}: the only way into MCP, where both are configured */
        Optional<String> mcp();

        /** @return the same for the tools over plain HTTP */
        Optional<String> tools();

        /** @return the same for everything else but the console's page and {@code /q/openapi}, which are open to all */
        Optional<String> console();
    }
}
