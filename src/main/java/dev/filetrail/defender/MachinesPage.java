// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of the machines of a file. It comes to the link to the next page, or to nothing on the last one.
 *
 * @param person on whose behalf; null for the application itself
 * @param call asks for this page
 * @param sink takes the machines
 * @param mostMachines how many it may hold
 * @param gate passed before every attempt
 */
record MachinesPage(
        Person person, Function<String, Uni<Response>> call, MachineSink sink, int mostMachines, CallGate gate)
        implements Exchange<Optional<String>> {

    @Override
    public Operation operation() {
        return Operation.MACHINES_OF_FILE;
    }

    @Override
    public Uni<Response> send(String authorization) {
        return call.apply(authorization);
    }

    @Override
    public Optional<String> read(InputStream body) throws IOException {
        sink.pageBegins();
        String next = MachinesReader.read(body, sink, mostMachines);
        sink.pageRead();
        return Optional.ofNullable(next);
    }

    /** On the first page an unknown file is an empty set (the API page's older form of it); on a further one the answer would pass for a shorter one. */
    @Override
    public boolean mayBeUnknown() {
        sink.pageBegins();
        return sink.size() == 0;
    }

    @Override
    public Optional<String> unknown() {
        sink.pageRead();
        return Optional.empty();
    }
}
