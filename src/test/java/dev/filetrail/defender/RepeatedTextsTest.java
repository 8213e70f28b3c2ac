// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedTextsTest {

    @Property(tries = 200)
    void givesEveryTextThatIsNotBlankAsItIs(@ForAll("texts") List<String> texts) throws IOException {
        List<String> orNull =
                texts.stream().map(text -> text.isBlank() ? null : text).toList();

        assertThat(read(texts)).isEqualTo(orNull);
    }

    @Test
    void makesATextThatComesAgainOnce() throws IOException {
        List<String> read = read(List.of("Windows11", "Ubuntu", "Windows11", "Windows11"));

        assertThat(read.get(2)).isSameAs(read.get(0));
        assertThat(read.get(3)).isSameAs(read.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t\n ", "\u3000"})
    void takesABlankOneForNone(String blank) throws IOException {
        assertThat(read(List.of(blank, "a", blank, blank.repeat(100)))).containsExactly(null, "a", null, null);
    }

    private static List<String> read(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
        RepeatedTexts repeated = new RepeatedTexts();
        List<String> read = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(bytes.toByteArray())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                read.add(repeated.at(json));
            }
        }
        return read;
    }

    /** Of few letters, so that many come again and many are alike. */
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars('a', 'B', '\u00e4', '\u4e00')
                                .ofMaxLength(3),
                        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200))
                .list()
                .ofMaxSize(300);
    }
}
