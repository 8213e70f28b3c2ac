// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.identity.TokenSource;
import dev.filetrail.defender.identity.TokenSources;

/**
 * On whose behalf Defender is asked.
 *
 * @param tenant the person's tenant
 * @param id the person's id in it
 * @param token the person's access token for FileTrail, which is exchanged for one for Defender; never logged
 */
public record Person(String tenant, String id, String token) {

    /**
     * Where the tokens for Defender come from.
     *
     * @param person on whose behalf; null for the application itself
     * @param sources all of them
     * @return the person's, or the application's
     */
    static TokenSource tokens(Person person, TokenSources sources) {
        return person == null
                ? sources.ofApplication()
                : sources.onBehalfOf(person.tenant(), person.id(), person.token());
    }

    /** @return all but the token */
    @Override
    public String toString() {
        return tenant + " " + id;
    }
}
