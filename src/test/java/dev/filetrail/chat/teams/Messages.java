// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts as nobody would type them, and as people do. */
final class Messages {

    private static final String[] PARTS = {
        "machines ",
        "FILE ",
        "alerts",
        "help",
        " page ",
        "2",
        "<at>",
        "</at>",
        "<at id=\"0\">FileTrail</at>",
        "&nbsp;",
        "&#x0;",
        "&#55357;",
        "&lt;",
        "<",
        ">",
        "<p>",
        "\u00A0",
        "\u202E",
        "\u200B",
        "\u0000",
        "\uD800",
        "\uFEFF",
        "“",
        "”",
        "`",
        "```",
        "**",
        "[a](https://evil.example)",
        "{{DATE(2026-01-01T00:00:00Z)}}",
        "{{{",
        "1e5b…",
        "1e5bc9d7e413ddd7902c2932e418702b84d0cc07",
        "44d88612fea8a8f36de82e1278abb02f",
        "1E5BC9D7E413DDD7902C2932E418702B84D0CC0G",
        "https://www.virustotal.com/gui/file/",
        "\n- ",
        "😀",
        "%s%n$1",
        "\\",
        "\"",
        "'; DROP TABLE",
        "sha256:"
    };

    private Messages() {}

    /** One of those made of parts, by chance. */
    static String one(Random chance) {
        StringBuilder text = new StringBuilder();
        for (int i = chance.nextInt(12); i >= 0; i--) {
            text.append(PARTS[chance.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    /** Of parts that mean something, and of any characters. */
    static Arbitrary<String> any() {
        Arbitrary<String> parts = Arbitraries.of(PARTS).list().ofMaxSize(12).map(list -> String.join("", list));
        return Arbitraries.oneOf(parts, Arbitraries.strings().ofMaxLength(200));
    }
}
