// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Holds that a short text is written as Jackson writes it, wherever there is room for it, and nowhere else. */
class ShortTextTest {

    @Property(tries = 2_000)
    void writesAsJacksonDoes(
            @ForAll @StringLength(max = 40) String text,
            @ForAll @IntRange(max = 20) int offset,
            @ForAll @IntRange(max = 300) int size) {
        byte[] expected = new byte[Math.max(offset, size)];
        byte[] written = expected.clone();
        int length = new SerializedString(text).appendQuotedUTF8(expected, offset);

        assertThat(new ShortText(text).appendQuotedUTF8(written, offset)).isEqualTo(length);
        int end = offset + Math.max(0, length);
        assertThat(Arrays.copyOf(written, end)).isEqualTo(Arrays.copyOf(expected, end));
    }
}
