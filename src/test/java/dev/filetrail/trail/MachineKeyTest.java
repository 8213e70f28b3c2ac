// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes for the id or the name of a machine, and what is said of the rest. */
class MachineKeyTest {

    private static final String ID = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    @Test
    void knowsAnIdInAnyCase() {
        assertThat(MachineKey.parse(" '1E5BC9D7E413DDD7902C2932E418702B84D0CC07' "))
                .isEqualTo(new MachineKey(ID, true));
        assertThat(MachineKey.parse(ID.substring(1)).isId()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "srv-web-13 | srv-web-13",
                "Srv-Web-13.prod.example.com. | Srv-Web-13.prod.example.com",
                "`srv_web` | srv_web",
                "o'neill's 100% mac | o'neill's 100% mac",
                "Büro-Rechner | Büro-Rechner",
                "1.2.3.4.5 | 1.2.3.4.5",
                "7 | 7",
            })
    void takesWhateverMayBeAName(String given, String name) {
        assertThat(MachineKey.parse(given)).isEqualTo(new MachineKey(name, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "999.1.2.3 | is an address",
                "2001:db8::7334 | is an address",
                "fe80::1%eth0 | is an address",
                "d41d8cd98f00b204e9800998ecf8427e | is a hash of a file",
                "corp\\pc1 | leave both away",
                "corp\\pc1/.. | can't be a computer's name",
                "pc1/logonusers | can't be a computer's name",
                "http:pc1 | can't be a computer's name",
                "... | No machine was named",
                "--- | can't be a computer's name",
                "[pc](x) | can't be a computer's name",
            })
    void saysWhatIsWrongWithTheRest(String given, String words) {
        assertThatThrownBy(() -> MachineKey.parse(given))
                .isInstanceOfSatisfying(
                        TrailException.class, e -> assertThat(e.isBadQuestion()).isTrue())
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc\u202E1", "pc\u200B1", "pc\u0000", "p\nc", "\u3164\u3164"})
    void takesNothingThatActsInsteadOfBeingRead(String given) {
        assertThatThrownBy(() -> MachineKey.parse(given))
                .isInstanceOf(TrailException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u202E", "\u200B", "\u0000", "\u3164"));
    }
}
