// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing by its id. It comes to nothing when Defender does not know it.
 *
 * @param operation what is asked for
 * @param person on whose behalf; null for the application itself
 * @param call asks for it
 * @param wanted the properties that are read
 * @param reading makes the thing of them; null when what came can't be it
 * @param gate passed before every attempt
 * @param <T> the thing
 */
record Lookup<T>(
        Operation operation,
        Person person,
        Function<String, Uni<Response>> call,
        Set<String> wanted,
        Function<WireObject, T> reading,
        CallGate gate)
        implements Exchange<Optional<T>> {

    @Override
    public Uni<Response> send(String authorization) {
        return call.apply(authorization);
    }

    @Override
    public Optional<T> read(InputStream body) throws IOException {
        try (JsonParser json = WireObject.open(body)) {
            json.nextToken();
            T thing = reading.apply(WireObject.read(json, wanted));
            WireObject.end(json);
            if (thing == null) {
                throw new JsonParseException(json, "not the " + operation.of() + " that was asked for");
            }
            return Optional.of(thing);
        }
    }

    @Override
    public boolean mayBeUnknown() {
        return true;
    }

    @Override
    public Optional<T> unknown() {
        return Optional.empty();
    }
}
