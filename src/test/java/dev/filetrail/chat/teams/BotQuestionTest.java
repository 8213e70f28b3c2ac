// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that travels with a sign-in. */
class BotQuestionTest {

    @Test
    void comesBackAsItWent() {
        BotQuestion question = new BotQuestion("machines ü \u202e \" {}", "1700000000123");
        assertThat(BotQuestion.of(question.name())).contains(question);
        assertThat(question.name()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void travelsWithoutItsTextWhenThatIsTooLong() {
        BotQuestion back =
                BotQuestion.of(new BotQuestion("x".repeat(8_001), "1").name()).orElseThrow();
        assertThat(back.text()).isEmpty();
        assertThat(back.activity()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "****", "bnVsbA", "W10", "MQ"})
    void whatIsNoneIsNone(String name) {
        assertThat(BotQuestion.of(name)).isEmpty();
    }
}
