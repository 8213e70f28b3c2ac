// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Texts as Jackson writes them by itself, whatever they hold. */
class TextJsonTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final ObjectMapper OURS = new ObjectMapper();

    static {
        new TextJson().customize(OURS);
    }

    @Property(tries = 2_000)
    void writesAnyTextAsJacksonDoes(@ForAll String text) {
        assertThat(written(OURS, text)).isEqualTo(written(JACKSON, text));
        assertThat(written(OURS, Map.of(text, List.of(text, ""))))
                .isEqualTo(written(JACKSON, Map.of(text, List.of(text, ""))));
    }

    @Property(tries = 200)
    void writesATextOfAnyLengthAsJacksonDoes(@ForAll @IntRange(min = 7_000, max = 20_000) int length) {
        for (String each : List.of("a", "ä", "\"", "\n", "€", "💻", "\u0000")) {
            String text = "x".repeat(length % 3) + each.repeat(length);
            assertThat(written(OURS, text)).isEqualTo(written(JACKSON, text));
        }
    }

    @Example
    void tellsAnEmptyTextFromOthers() {
        assertThat(new TextJson().isEmpty(null, "")).isTrue();
        assertThat(new TextJson().isEmpty(null, " ")).isFalse();
    }

    private static String written(ObjectMapper mapper, Object value) {
        try {
            return new String(mapper.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return "refused: " + e.getOriginalMessage().replaceAll("\\(.*", "");
        }
    }
}
