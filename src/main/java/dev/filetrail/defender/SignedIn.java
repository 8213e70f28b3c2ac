// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.Set;

/**
 * What a token for Defender says. Defender alone decides by it; this is to tell people beforehand.
 *
 * @param onBehalf the token is for asking on behalf of a person
 * @param permissions the application's or the person's; empty when there are none, or the token can't be read
 * @param audience whom the token is for; null when it can't be read
 * @param rightAudience it is the one that this cloud's Defender takes, as far as can be told
 */
public record SignedIn(boolean onBehalf, Set<String> permissions, String audience, boolean rightAudience) {

    /**
     * Whether Defender will refuse something for want of a permission.
     *
     * @param operation what is asked for
     * @return false also when that can't be told: the token can't be read, or it is for somebody else
     */
    public boolean lacks(Operation operation) {
        return audience != null && rightAudience && !operation.isAllowedBy(permissions, onBehalf);
    }
}
