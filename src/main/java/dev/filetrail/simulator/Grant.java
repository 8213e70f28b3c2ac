// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * What a token allows, and until when.
 *
 * @param roles application permissions; none if a person asks
 * @param scopes delegated permissions; none if an app asks for itself
 * @param person on whose behalf; null if an app asks for itself
 * @param expires the end of the token's life
 */
record Grant(List<String> roles, List<String> scopes, SimulatedPerson person, Instant expires) {

    private static final String KEY = Grant.class.getName();

    /** The grant that the request was let in with. */
    static Grant of(RoutingContext routing) {
        return routing.get(KEY);
    }

    void letIn(RoutingContext routing) {
        routing.put(KEY, this);
    }

    boolean isDelegated() {
        return person != null;
    }

    boolean allows(CallKind kind) {
        return isDelegated()
                ? !Collections.disjoint(scopes, kind.acceptedScopes())
                : !Collections.disjoint(roles, kind.acceptedRoles());
    }

    /** Device groups bound what a person sees; an app sees every machine. */
    boolean sees(SimulatedMachine machine) {
        return !isDelegated() || person.sees(machine);
    }
}
