// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import java.util.Map;

/** What proves to the sign-in who asks for a token. */
interface ClientProof {

    /** The secret is sent by the client itself. */
    ClientProof NONE = Map::of;

    /**
     * Made or read anew for every request. May wait for a file.
     *
     * @return what to add to the request's form; never logged
     * @throws SignInException when there is none
     */
    Map<String, String> parameters();

    /**
     * An assertion in the form in which the sign-in takes it (RFC 7523, section 2.2).
     *
     * @param assertion a signed token
     * @return what to add to the request's form
     */
    static Map<String, String> assertion(String assertion) {
        return Map.of(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion);
    }
}
