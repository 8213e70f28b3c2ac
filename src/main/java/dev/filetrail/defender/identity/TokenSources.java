// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

/** Whose tokens there are. */
public interface TokenSources {

    /** @return those of the application itself */
    TokenSource ofApplication();

    /**
     * Those for a person, in exchange for the person's own token.
     *
     * @param tenant the person's tenant
     * @param id the person's id in it
     * @param token the person's token for FileTrail; never logged
     * @return the same source for the same person, whatever token the person has by now
     */
    TokenSource onBehalfOf(String tenant, String id, String token);
}
