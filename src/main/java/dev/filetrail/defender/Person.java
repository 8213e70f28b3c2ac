// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

/**
 * On whose behalf Defender is asked.
 *
 * @param tenant the person's tenant
 * @param id the person's id in it
 * @param token the person's access token for FileTrail, which is exchanged for one for Defender; never logged
 */
public record Person(String tenant, String id, String token) {

    /** @return all but the token */
    @Override
    public String toString() {
        return tenant + " " + id;
    }
}
