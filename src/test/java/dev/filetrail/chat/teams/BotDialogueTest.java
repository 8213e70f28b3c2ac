// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds that whoever is signed in is not told otherwise because FileTrail can't answer just now. */
class BotDialogueTest {

    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 10_000;

    private Uni<String> checked = Uni.createFrom().item("token");
    private final BotDialogue dialogue =
            new BotDialogue(new Endless(), null, new ActivitiesSeen(Clock.systemUTC()), new SignIn());

    /** Never has an answer. */
    private static final class Endless extends Conversation {

        private Endless() {
            super(null, null, null, null);
        }

        @Override
        Uni<Said> pressed(JsonObject data, Visit visit) {
            return Uni.createFrom().nothing();
        }
    }

    private final class SignIn extends BotSignIn {

        private SignIn() {
            super(null, null, null, null);
        }

        @Override
        boolean isNeeded() {
            return true;
        }

        @Override
        Uni<String> check(Activity activity, String token) {
            return checked;
        }
    }

    private static Activity invoke(String name, JsonObject value) {
        return new Activity(new JsonObject()
                .put("type", "invoke")
                .put("id", "invoke")
                .put("name", name)
                .put("conversation", new JsonObject().put("id", "conversation").put("tenantId", "tenant"))
                .put("value", value));
    }

    private static Activity press() {
        return invoke(
                "adaptiveCard/action", new JsonObject().put("authentication", new JsonObject().put("token", "token")));
    }

    private static Activity exchange() {
        return invoke("signin/tokenExchange", new JsonObject().put("id", "name").put("token", "token"));
    }

    /** As HTTP tells it, or inside the answer to a button. */
    private int status(Activity activity) {
        return dialogue.take(activity)
                .map(answer -> answer.body().getInteger("statusCode", answer.status()))
                .onFailure(MessageRefusal.class)
                .recoverWithItem(failure -> ((MessageRefusal) failure).status())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void aTokenThatIsNotTakenIsNoSignIn() {
        checked = Uni.createFrom().failure(new MessageRefusal(401, "The token is not taken."));

        assertThat(status(press())).isEqualTo(412);
        assertThat(status(exchange())).isEqualTo(412);
    }

    @Test
    void aTokenThatCannotBeCheckedNowMayComeAgain() {
        checked = Uni.createFrom().failure(MessageRefusal.later("The signing keys can't be read.", 5, null));

        assertThat(status(press())).isEqualTo(503);
        assertThat(status(exchange())).isEqualTo(503);
    }

    @Test
    void whoeverThereIsNoRoomForMayComeAgain() {
        IntStream.range(0, MORE_THAN_THERE_IS_ROOM_FOR)
                .forEach(i -> dialogue.take(press()).subscribe().with(answer -> {}, failure -> {}));

        assertThat(status(press())).isEqualTo(503);
        assertThat(status(exchange())).isEqualTo(503);
    }
}
