// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * A question to Defender and the reading of its answer, to be made as often as the policy has it.
 *
 * @param <T> what the answer comes to; never null
 */
interface Exchange<T> {

    /** @return what is asked for, which tells the allowance that it is counted in */
    Operation operation();

    /** @return on whose behalf it is asked; null for the application itself */
    Person person();

    /** @return passed before every attempt */
    CallGate gate();

    /**
     * Sends it, once somebody subscribes.
     *
     * @param authorization {@code Bearer …}
     * @return what comes back, its body still on the wire
     */
    Uni<Response> send(String authorization);

    /**
     * Reads the body of a 200, to its very end. Waits for it, if there is anything to wait for.
     *
     * @param body never null
     * @return what it says, never null
     * @throws TooMany when the answer is larger than allowed
     * @throws IOException when the connection breaks, or what came is no such answer
     */
    T read(InputStream body) throws IOException;

    /** @return whether this question is answered when Defender says that it knows no such thing */
    boolean mayBeUnknown();

    /** @return what it then comes to; asked only when it may */
    T unknown();
}
