// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that only this machine's own names pass for it. */
class LoopbackAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "127.0.0.1",
                "127.0.0.0",
                "127.255.255.255",
                "127.1.20.99",
                "::1",
                "[::1]"
            })
    void takesThisMachinesNames(String host) {
        assertThat(LoopbackAddress.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0.0.0.0",
                "::",
                "*",
                "localhost.evil.example",
                "evil-localhost",
                "notlocalhost",
                "localhost\n",
                "localhost ",
                "localhost\u0000",
                "127.0.0.1.evil.example",
                "127.0.0.1.",
                "127.0.0.256",
                "127.0.0.300",
                "127.0.0",
                "127.1",
                "127",
                "2130706433",
                "0x7f.0.0.1",
                "128.0.0.1",
                "1127.0.0.1",
                "12700001",
                "127a0b0c1",
                "127.0.0.1\n",
                "127.0.0.\u0661",
                "::1%eth0",
                "[::1",
                "::1]",
                "::11",
                "::ffff:8.8.8.8",
                "192.168.0.1",
                "localhost:8080",
                "127.0.0.1@evil.example"
            })
    void takesNothingElse(String host) {
        assertThat(LoopbackAddress.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:1",
                "localhost:8080",
                "LOCALHOST:65535",
                "127.0.0.1",
                "127.9.9.9:8080",
                "[::1]",
                "[::1]:8080"
            })
    void takesThemWithAPort(String authority) {
        assertThat(LoopbackAddress.isLoopbackAuthority(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":8080",
                "localhost:",
                "localhost:8080:8080",
                "localhost:123456",
                "localhost:80a",
                "localhost:-1",
                "localhost:8080\n",
                "localhost\n:8080",
                "localhost.evil.example:8080",
                "localhost@evil.example:8080",
                "localhost:8080@evil.example",
                "localhost:8080/",
                "localhost#evil.example",
                "[::1]evil.example:8080",
                "[::2]:8080",
                "evil.example:8080",
                "127.0.0.1.nip.io:8080"
            })
    void takesNothingElseWithAPort(String authority) {
        assertThat(LoopbackAddress.isLoopbackAuthority(authority)).isFalse();
    }
}
