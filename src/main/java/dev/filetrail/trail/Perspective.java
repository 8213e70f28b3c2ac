// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderSetup;

/**
 * With whose eyes an answer was seen. Defender shows a person only the device groups that the person may see, so an answer
 * that was got for one is never given to another.
 *
 * @param cloud where the tenant lives
 * @param tenant the tenant
 * @param identity the application, or the person
 */
record Perspective(String cloud, String tenant, String identity) {

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Perspective that
                        && identity.equals(that.identity)
                        && tenant.equals(that.tenant)
                        && cloud.equals(that.cloud));
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    /**
     * That of whoever asks: the person's own when FileTrail asks on the person's behalf, else the application's.
     *
     * @param setup says which
     * @param caller who asks
     * @return with whose eyes
     * @throws TrailException when there is no person on whose behalf to ask
     */
    static Perspective of(DefenderSetup setup, Caller caller) {
        if (setup.onBehalfOf() && caller.token() == null) {
            throw TrailException.nobodyToAskFor();
        }
        return setup.onBehalfOf()
                ? new Perspective(
                        setup.cloudName(),
                        setup.tenantId(),
                        setup.clientId() + " for " + caller.tenant() + " " + caller.subject())
                : ofApplication(setup);
    }

    /**
     * That of the application itself.
     *
     * @param setup says who it is
     * @return what all see who ask without rights of their own
     */
    static Perspective ofApplication(DefenderSetup setup) {
        return new Perspective(setup.cloudName(), setup.tenantId(), setup.clientId());
    }
}
