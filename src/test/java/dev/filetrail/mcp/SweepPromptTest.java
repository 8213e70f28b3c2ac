// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that what is pasted into the prompt may be of any length, whatever stands between the hashes. */
class SweepPromptTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String OTHER = "3395856ce81f2b7382dee72602f798b642f14140";

    @ParameterizedTest
    @ValueSource(strings = {" ", "|", "-", "\n", "SHA-1: ", "sha256=,", "💻"})
    void aBareListStaysOneHoweverWideItIs(String separator) {
        assertThat(report(HASH + " " + separator.repeat(100_000) + OTHER))
                .contains(HASH + "\n" + OTHER)
                .doesNotContain("as it was pasted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "sha", "sha-512", "sha-1x", "0"})
    void aWordBehindAllThatIsFound(String word) {
        assertThat(report(HASH + " | ".repeat(50_000) + word)).contains("as it was pasted");
    }

    private static String report(String pasted) {
        return new SweepPrompt(null)
                .report(pasted)
                .messages()
                .get(0)
                .content()
                .asText()
                .text();
    }
}
