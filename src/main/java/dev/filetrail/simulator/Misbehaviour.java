// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

/** What a fault does with the call that it befalls. */
@FunctionalInterface
interface Misbehaviour {

    /**
     * Answers the call wrongly, or not at all.
     *
     * @param call the call, and how it would be answered rightly
     * @param correlationId the correlation id for an error body that has one
     */
    void befall(FaultyCall call, String correlationId);
}
