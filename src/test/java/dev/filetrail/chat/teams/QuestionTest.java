// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.chat.teams.Question.Topic;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is made of what people type. */
class QuestionTest {

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String OTHER = "3395856ce81f2b7382dee72602f798b642f14140";

    private static void is(String typed, Topic topic, int page) {
        Question question = Question.read(typed);
        assertThat(question.topic()).as(typed).isEqualTo(topic);
        assertThat(question.page()).as(typed).isEqualTo(page);
        assertThat(question.hash().hex()).as(typed).isEqualTo(HASH);
    }

    @Test
    void theFirstWordSaysOfWhat() {
        is(HASH, Topic.MACHINES, 1);
        is("Machines " + HASH.toUpperCase(java.util.Locale.ROOT), Topic.MACHINES, 1);
        is("devices: " + HASH, Topic.MACHINES, 1);
        is("FILE '" + HASH + "'", Topic.FILE, 1);
        is("/file " + HASH, Topic.FILE, 1);
        is("<at>FileTrail</at> <b>alerts</b>&#160;<code>" + HASH + "</code>", Topic.ALERTS, 1);
        is("is there a file " + HASH, Topic.MACHINES, 1);
        is("help " + HASH, Topic.MACHINES, 1);
    }

    @Test
    void pages() {
        is("machines " + HASH + " page 2", Topic.MACHINES, 2);
        is("machines " + HASH + ", Page 12.", Topic.MACHINES, 12);
        is("alerts " + HASH + " page 0", Topic.ALERTS, 1);
        is("alerts " + HASH + " page 999999", Topic.ALERTS, Question.LAST_PAGE);
        is("alerts " + HASH + " page 9999999999", Topic.ALERTS, 1);
        is(HASH + " page two", Topic.MACHINES, 1);
    }

    @Test
    void whatItTellsToTypeMeansTheSame() {
        Question second = Question.read("alerts " + HASH).at(2);
        assertThat(second.typed()).isEqualTo("alerts " + HASH + " page 2");
        is(second.typed(), Topic.ALERTS, 2);
    }

    @Test
    void severalHashes() {
        Question question = Question.read("seen here:\n- " + HASH + "\n- " + OTHER + "\n- " + HASH);
        assertThat(question.isSweep()).isTrue();
        assertThat(question.list().hashes()).hasSize(2);
        assertThat(Question.read("file " + HASH + " " + OTHER).isSweep()).isFalse();
    }

    @Test
    void mentionsThatNeverEnd() {
        String many = "<at>".repeat(25_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Question.read(many));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Question.read("<a".repeat(50_000)));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Question.read("&#".repeat(50_000)));
        is("<at>" + HASH, Topic.MACHINES, 1);
        is("<att>" + HASH + "</att>", Topic.MACHINES, 1);
    }

    @Property(tries = 500)
    void anythingIsAQuestion(@ForAll("messages") String message) {
        Question question = Question.read(message);
        assertThat(question.page()).isBetween(1, Question.LAST_PAGE);
        if (question.topic() == Topic.HELP) {
            assertThat(question.list().hashes()).isEmpty();
        }
        assertThat(question.typed()).isNotBlank();
    }

    @Property(tries = 300)
    void aHashIsFoundWhateverStandsAround(@ForAll("messages") String before, @ForAll("messages") String after) {
        String closed = before.replaceAll("(?i)<at", "< at");
        assertThat(Question.read(closed + " \n" + HASH + " \n" + after).list().hashes())
                .extracting(hash -> hash.hex())
                .contains(HASH);
    }

    @Provide
    Arbitrary<String> messages() {
        return Messages.any();
    }
}
