// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.budget.PassingTime;
import dev.filetrail.defender.SaidByAToken;
import dev.filetrail.defender.SomeSetup;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which tools are of use, and how often it is looked whether that has changed. */
class PermissionsTest {

    private final PassingTime time = new PassingTime();
    private final SaidByAToken token = new SaidByAToken();
    private final Permissions permissions = new Permissions(token, new SomeSetup(), time);

    @Test
    void allowsAllWhenNothingIsKnown() throws Exception {
        for (Tools tool : Tools.values()) {
            assertThat(allows(tool.words())).isTrue();
        }
        assertThat(looked()).isFalse();
    }

    @Test
    void allowsWhatTheTokenSays() {
        token.says(Set.of("Machine.Read.All"));
        assertThat(allows("get_machine")).isTrue();
        assertThat(allows("get_machines_for_file_hash")).isTrue();
        assertThat(allows("sweep_file_hashes")).isTrue();
        assertThat(allows("get_file_profile")).isFalse();
        assertThat(allows("get_file_alerts")).isFalse();
        assertThat(allows("a tool of somebody else's")).isTrue();
        assertThat(permissions.lacking(Tools.LOGON_USERS, Caller.ON_THIS_MACHINE))
                .isPresent();
    }

    @Test
    void looksAgainNowAndThenForAsLongAsSomethingLacks() throws Exception {
        token.says(Set.of("Machine.Read.All"));
        assertThat(allows("get_machine")).isTrue();
        assertThat(looked()).as("nothing lacks").isFalse();

        for (int i = 0; i < 3; i++) {
            assertThat(allows("get_file_alerts")).isFalse();
            assertThat(token.looks().tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            time.pass(Duration.ofMinutes(4));
            assertThat(allows("get_file_alerts")).isFalse();
            assertThat(looked()).as("not so soon").isFalse();
            time.pass(Duration.ofMinutes(1));
        }
    }

    private boolean allows(String tool) {
        return permissions.allow(tool, Caller.ON_THIS_MACHINE);
    }

    /** Beside, so it would take a moment. */
    private boolean looked() throws InterruptedException {
        return token.looks().tryAcquire(300, TimeUnit.MILLISECONDS);
    }
}
