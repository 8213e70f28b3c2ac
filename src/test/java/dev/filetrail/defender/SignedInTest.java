// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a token is known to lack, and when nobody can tell. */
class SignedInTest {

    private static final String AUDIENCE = "https://api.securitycenter.microsoft.com";

    @Test
    void anyOnePermissionOfThoseThatDoIsEnough() {
        assertThat(application("Machine.ReadWrite.All").lacks(Operation.MACHINE))
                .isFalse();
        assertThat(application("Machine.Read.All").lacks(Operation.MACHINE)).isFalse();
        assertThat(application("Machine.Read.All").lacks(Operation.LOGON_USERS)).isTrue();
        assertThat(application("Machine.Read").lacks(Operation.MACHINE)).isTrue();
        assertThat(application().lacks(Operation.FILE)).isTrue();
    }

    @Test
    void aPersonHasOthersThanAnApplication() {
        assertThat(person("Machine.Read").lacks(Operation.MACHINES_OF_FILE)).isFalse();
        assertThat(person("Machine.Read.All").lacks(Operation.MACHINES_OF_FILE)).isTrue();
        assertThat(person("Alert.ReadWrite").lacks(Operation.ALERTS_OF_FILE)).isFalse();
    }

    @Test
    void nothingIsKnownOfATokenThatCannotBeReadOrIsForSomebodyElse() {
        assertThat(new SignedIn(false, Set.of(), null, true).lacks(Operation.FILE))
                .isFalse();
        assertThat(new SignedIn(false, Set.of(), "https://graph.microsoft.com", false).lacks(Operation.FILE))
                .isFalse();
    }

    private static SignedIn application(String... permissions) {
        return new SignedIn(false, Set.of(permissions), AUDIENCE, true);
    }

    private static SignedIn person(String... permissions) {
        return new SignedIn(true, Set.of(permissions), AUDIENCE, true);
    }
}
