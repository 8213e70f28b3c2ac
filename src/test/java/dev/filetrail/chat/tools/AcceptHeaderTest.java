// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that what is not in order in the header says nothing, and the rest of it what it says. */
class AcceptHeaderTest {

    private static Optional<String> best(String... values) {
        return new AcceptHeader(List.of(values)).best(List.of("application/json", "text/plain"), Function.identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain,;",
                ";,text/plain",
                ";;;, text/plain;",
                ";q=1,text/plain",
                ",,text/plain,",
                "/;,*/plain,text,text/plain",
                "text/html,text/plain;q=0.1"
            })
    void whatIsNotInOrderSaysNothing(String value) {
        assertThat(best(value)).contains("text/plain");
    }

    @Test
    void nothingInOrderTakesNothing() {
        assertThat(best(";")).isEmpty();
        assertThat(best(";", "text/plain;q=2")).isEmpty();
    }
}
