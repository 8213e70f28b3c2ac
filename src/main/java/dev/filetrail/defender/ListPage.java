// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One page of a list that is short enough to be held as it is: {@code {"value":[…],"@odata.nextLink":"…"}}. It comes to the
 * link to the next page, or to nothing on the last one; an unknown file or machine has none of anything.
 *
 * @param operation what is asked for
 * @param person on whose behalf; null for the application itself
 * @param call asks for this page
 * @param wanted the properties that are read of each thing
 * @param reading makes a thing of them; null leaves it out
 * @param most how many the list may hold
 * @param list takes what a page holds once it is whole
 * @param gate passed before every attempt
 * @param <T> what is listed
 */
record ListPage<T>(
        Operation operation,
        Person person,
        Function<String, Uni<Response>> call,
        Set<String> wanted,
        Function<WireObject, T> reading,
        int most,
        List<T> list,
        CallGate gate)
        implements Exchange<Optional<String>> {

    @Override
    public Uni<Response> send(String authorization) {
        return call.apply(authorization);
    }

    @Override
    public Optional<String> read(InputStream body) throws IOException {
        try (JsonParser json = WireObject.open(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no list of " + operation.what());
            }
            List<T> page = null;
            String next = null;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                if (token == null) {
                    throw new EOFException("the answer breaks off");
                } else if (name.equals("value")) {
                    page = things(json);
                } else if (name.equals("@odata.nextLink") && token == JsonToken.VALUE_STRING) {
                    next = json.getText();
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new EOFException("the answer breaks off");
            }
            WireObject.end(json);
            if (page == null) {
                throw new JsonParseException(json, "an object without a list of " + operation.what() + " ('value')");
            }
            list.addAll(page);
            return Optional.ofNullable(next);
        }
    }

    private List<T> things(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonParseException(json, "no list of " + operation.what() + " under 'value'");
        }
        List<T> page = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new EOFException("the answer breaks off");
            }
            T thing = reading.apply(WireObject.read(json, wanted));
            if (thing != null && list.size() + page.size() >= most) {
                throw new TooMany(most, operation.what());
            }
            if (thing != null) {
                page.add(thing);
            }
        }
        return page;
    }

    /** As on {@link MachinesPage}: on a further page the answer would pass for a shorter one. */
    @Override
    public boolean mayBeUnknown() {
        return list.isEmpty();
    }

    @Override
    public Optional<String> unknown() {
        return Optional.empty();
    }
}
