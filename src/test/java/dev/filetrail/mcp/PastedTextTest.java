// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Holds that whatever is pasted stays within its block. */
class PastedTextTest {

    @Test
    void keepsOrdinaryTextAsItIs() {
        assertThat(PastedText.block("LockBit 0a\n  loader\t0b\r\n", 100))
                .isEqualTo("```text\nLockBit 0a\n  loader 0b\n```");
    }

    @Test
    void saysWhatItLeavesOut() {
        assertThat(PastedText.block("abcdef", 4)).contains("abcd\n```", "2 characters");
        assertThat(PastedText.block("abc💻", 4))
                .contains("abc\n```", "2 characters")
                .doesNotContain("\\u");
    }

    @Property(tries = 500)
    void nothingEndsTheBlockOrActs(@ForAll("hostile") String text) {
        List<String> lines = PastedText.block(text, 200).lines().toList();

        assertThat(lines.get(0)).isEqualTo("```text");
        assertThat(lines.stream().filter(line -> line.contains("`"))).containsExactly("```text", "```");
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*"));
        int end = lines.lastIndexOf("```");
        assertThat(lines.subList(end + 1, lines.size()))
                .allMatch(line -> line.matches("\\(The rest of the text, \\d+ characters, is left out\\.\\)"));
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings()
                        .withChars("`~\n\r\t# \u2028\u2029\u202E\u0085\u000B\u000Cab")
                        .ofMaxLength(300));
    }
}
