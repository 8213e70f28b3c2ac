// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Looks at JSON before anybody builds something from it: a few bytes can nest deeper than a stack. */
final class JsonShape {

    /** What assistants and channels send is nested some ten deep. */
    private static final int DEEPEST = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private JsonShape() {}

    /**
     * Reads a text to its end without keeping anything of it.
     *
     * @param body a text of JSON, or something else
     * @param calls it must be a call of JSON-RPC, or a batch of them: an object, or an array of objects with one at least
     * @return what is wrong with it; null when nothing is
     */
    static String fault(Buffer body, boolean calls) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            boolean callsOnly = true;
            int depth = 0;
            int top = 0;
            boolean batch = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    depth--;
                    continue;
                }
                if (depth == 0) {
                    top++;
                    batch = token == JsonToken.START_ARRAY;
                    callsOnly &= batch || token == JsonToken.START_OBJECT;
                } else if (depth == 1 && batch) {
                    callsOnly &= token == JsonToken.START_OBJECT;
                    top++;
                }
                if (token.isStructStart()) {
                    depth++;
                }
            }
            boolean some = top > (batch ? 1 : 0);
            return depth == 0 && (!calls || (some && callsOnly)) ? null : "The body is not a call of JSON-RPC.";
        } catch (StreamConstraintsException e) {
            return "The body's JSON is nested deeper than " + DEEPEST
                    + " levels, or has a name or number beyond all measure.";
        } catch (IOException e) {
            return "The body is not JSON.";
        }
    }
}
