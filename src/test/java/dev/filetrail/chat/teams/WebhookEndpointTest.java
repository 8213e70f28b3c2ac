// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.filetrail.trail.Visit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds that a mention is answered once, and that what there was no room for may come again. */
class WebhookEndpointTest {

    private static final Said SAID = new Said(new JsonObject(), "said");
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 10_000;

    private final List<UniEmitter<? super Said>> asked = new ArrayList<>();
    private final WebhookEndpoint endpoint = new WebhookEndpoint(
            null, null, new Asked(), new ActivitiesSeen(Clock.systemUTC()), null, null, new Patient());

    /** Answers when it is told to. */
    private final class Asked extends Conversation {

        private Asked() {
            super(null, null, null, null);
        }

        @Override
        Uni<Said> answer(Question question, Visit visit, Stage stage) {
            return Uni.createFrom().emitter(asked::add);
        }
    }

    private static final class Patient implements WebhookConfig {

        @Override
        public Optional<List<String>> secrets() {
            return Optional.empty();
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    }

    private static Activity mention(int number) {
        return new Activity(new JsonObject()
                .put("id", "mention " + number)
                .put("text", "help")
                .put("conversation", new JsonObject().put("id", "conversation").put("tenantId", "tenant")));
    }

    private static int status(Throwable failure) {
        return ((MessageRefusal) failure).status();
    }

    @Test
    void aMentionThatComesTwiceIsAnsweredOnce() {
        endpoint.said(mention(1));

        assertThatThrownBy(() -> endpoint.said(mention(1)))
                .satisfies(failure -> assertThat(status(failure)).isEqualTo(409));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatThereWasNoRoomForIsAnsweredWhenItComesAgain() {
        Activity turnedAway = untilThereIsNoRoom();
        int before = asked.size();
        asked.forEach(each -> each.complete(SAID));

        Uni<Said> said = endpoint.said(turnedAway);

        assertThat(asked).hasSize(before + 1);
        asked.get(before).complete(SAID);
        assertThat(said.await().atMost(Duration.ofSeconds(10))).isSameAs(SAID);
    }

    @Test
    void whatComesTwiceTakesNoRoom() {
        endpoint.said(mention(0));
        for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i++) {
            assertThatThrownBy(() -> endpoint.said(mention(0)))
                    .satisfies(failure -> assertThat(status(failure)).isEqualTo(409));
        }
    }

    private Activity untilThereIsNoRoom() {
        for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i++) {
            try {
                endpoint.said(mention(i));
            } catch (MessageRefusal e) {
                assertThat(e.status()).isEqualTo(503);
                return mention(i);
            }
        }
        throw new AssertionError("there is room for any number of answers");
    }
}
