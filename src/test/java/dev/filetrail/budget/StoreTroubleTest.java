// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Holds that why the store is lost can be told in the middle of a sentence. */
class StoreTroubleTest {

    @Test
    void endsWithoutAnEnd() {
        assertThat(StoreTrouble.of(new IOException("WRONGPASS invalid username-password pair or user is disabled.")))
                .isEqualTo("WRONGPASS invalid username-password pair or user is disabled");
        assertThat(StoreTrouble.of(new IOException("it has closed the connection")))
                .isEqualTo("it has closed the connection");
    }

    @Test
    void saysWhatItIsWhereItHasNoWords() {
        assertThat(StoreTrouble.of(new IOException())).isEqualTo("IOException");
    }
}
