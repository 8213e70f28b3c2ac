// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that mentions are taken out, and nothing else. */
class MessageTextTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "<at>Bot</at> help,'  help'",
                "<AT id=\"0\">Bot</aT>help, help",
                "a<at>x</at>b<at>y</at>c,a b c",
                "<at><at>x</at>y</at>, y</at>",
                "<att>x</att>,<att>x</att>",
                "<att>x<at>y</at>z,<att>x z",
                "<at>x,<at>x",
                "</at><at>x,</at><at>x",
                "<at>x</at><at>y, <at>y",
                "<at</at>x, x",
                "<at,<at"
            })
    void onlyMentionsAreTakenOut(String message, String rest) {
        assertThat(MessageText.withoutMentions(message)).isEqualTo(rest);
    }

    @Test
    void whatOnlyLooksLikeMentionsTakesNoLonger() {
        String many = "<atx".repeat(24_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(MessageText.withoutMentions(many + "</at>")).hasSize(many.length() + 5);
            }
        });
    }
}
