// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What Vert.x writes, in whatever number of pieces. */
class JsonInPiecesTest {

    @Test
    void isWhatVertxWritesWith() {
        assertThat(Json.CODEC.getClass().getEnclosingClass()).isEqualTo(JsonInPieces.class);
    }

    @Property(tries = 300)
    void writesBytesAsItWritesText(@ForAll List<String> texts, @ForAll @IntRange(min = 0, max = 20_000) int length) {
        JsonObject json = new JsonObject().put("long", "ä".repeat(length)).put("texts", new JsonArray(texts));

        Buffer bytes = json.toBuffer();
        assertThat(bytes.toString()).isEqualTo(json.encode());
        assertThat(Buffer.buffer().appendBuffer(bytes).toJsonObject()).isEqualTo(json);
    }

    @Test
    void saysWhenSomethingIsNoJson() {
        assertThatThrownBy(() -> Json.encodeToBuffer(new Object()))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("Failed to encode as JSON");
    }
}
