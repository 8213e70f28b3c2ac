// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsedTest {

    @Test
    void knowsItsCodesAndNoOthers() throws IOException {
        String lines = "# what they are\nfffffffe\n00000001\n7fffffff\n";
        Used used = Used.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)));
        assertThat(used.contains(1)).isTrue();
        assertThat(used.contains(-2)).isTrue();
        assertThat(used.contains(Integer.MAX_VALUE)).isTrue();
        assertThat(used.contains(2)).isFalse();
        assertThat(used.contains(-1)).isFalse();
    }

    @Test
    void whatWasMeasuredHoldsWhatEveryAnswerNeeds() throws IOException {
        try (InputStream in = Used.class.getResourceAsStream("called")) {
            Used used = Used.read(in);
            assertThat(used.contains(Layout.code("dev.filetrail.trail.FileHash.parse(java.lang.String)")))
                    .isTrue();
            assertThat(used.contains(Layout.code("dev.filetrail.cli.FileTrailCommand.nothing()")))
                    .isFalse();
        }
    }
}
