// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Holds that what comes twice is known again, and takes little room whatever it is called. */
class ActivitiesSeenTest {

    private static final String LONG = "x".repeat(200_000);

    private final ActivitiesSeen seen = new ActivitiesSeen(Clock.systemUTC());

    @Test
    void whatComesTwiceIsNewOnce() {
        for (String id : new String[] {"", "1", LONG, LONG + "y"}) {
            assertThat(seen.isNew("conversation", id)).isTrue();
            assertThat(seen.isNew("conversation", id)).isFalse();
        }
        assertThat(seen.isNew("another", LONG)).isTrue();
    }

    @Test
    void whatIsCalledAlikeOnlyTogetherIsNotTheSame() {
        assertThat(seen.isNew("a\nb", "c")).isTrue();
        assertThat(seen.isNew("a", "b\nc")).isTrue();
    }

    @Test
    void aLongNameIsKeptAsAShortOne() {
        assertThat(ActivitiesSeen.key("conversation", LONG)).hasSizeLessThan(100);
    }
}
