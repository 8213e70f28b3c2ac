// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import io.netty.buffer.Unpooled;
import io.quarkus.vertx.runtime.jackson.QuarkusJacksonFactory;
import io.quarkus.vertx.runtime.jackson.QuarkusJacksonJsonCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How Vert.x writes JSON, and so the extension its answers: as Quarkus does it, but each piece of a text is kept as it was
 * written. An answer of some 20 KB would else be copied twice more, once into one array and once into a buffer.
 */
public final class JsonInPieces implements JsonFactory {

    private final JsonFactory quarkus = new QuarkusJacksonFactory();

    /** For the service loader. */
    public JsonInPieces() {}

    /** Before the one that says nothing of its order. */
    @Override
    public int order() {
        return 0;
    }

    @Override
    public JsonCodec codec() {
        JsonCodec codec = quarkus.codec();
        return codec instanceof QuarkusJacksonJsonCodec ? new Codec() : codec;
    }

    private static final class Codec extends QuarkusJacksonJsonCodec {

        @Override
        public Buffer toBuffer(Object value, boolean pretty) {
            if (pretty) {
                return super.toBuffer(value, true);
            }
            Pieces pieces = new Pieces();
            try {
                mapper().writeValue(pieces, value);
            } catch (IOException e) {
                throw new EncodeException("Failed to encode as JSON: " + e.getMessage(), e);
            }
            return pieces.together();
        }
    }

    /** What Jackson writes when its own buffer, which is used again, is full. */
    private static final class Pieces extends OutputStream {

        private final List<byte[]> pieces = new ArrayList<>();

        @Override
        public void write(byte[] bytes, int from, int length) {
            pieces.add(Arrays.copyOfRange(bytes, from, from + length));
        }

        @Override
        public void write(int single) {
            pieces.add(new byte[] {(byte) single});
        }

        private Buffer together() {
            return Buffer.buffer(Unpooled.wrappedBuffer(pieces.toArray(byte[][]::new)));
        }
    }
}
