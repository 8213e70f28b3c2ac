// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may come in, under {@code filetrail}. The details are under a property of the same name: {@link GateConfig}. */
@ConfigMapping(prefix = "filetrail")
public interface AccessConfig {

    /**
     * @return who may ask: {@code loopback}, whoever is on this machine; {@code oidc}, who brings a token of an OpenID
     *     provider; {@code api-key}, who brings a key; {@code oidc,api-key}; or {@code chat}, nobody
     *     but who writes in a chat
     */
    @WithDefault("loopback")
    String access();
}
