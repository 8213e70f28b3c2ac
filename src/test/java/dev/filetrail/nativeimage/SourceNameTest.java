// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that a stack trace names the file that it would name if nothing had been left out. */
class SourceNameTest {

    @ParameterizedTest
    @CsvSource({
        "java.util.HashMap$Node, HashMap.java, java",
        "dev.filetrail.trail.Reporting, Reporting.java, java",
        "dev.filetrail.cli.Main$$Lambda/0x12, Main.java, java",
        "$Proxy, $Proxy.java, java",
        "Unnamed, Unnamed.java, java",
        "a.Secondary, Primary.java, Primary.java",
        "a.FacadeKt, Facade.kt, Facade.kt",
        "a.Generated, ,",
        "a.Generated, java.java, java.java"
    })
    void isToldByTheClassOrKept(String ofClass, String name, String kept) {
        assertThat(SourceName.kept(name, ofClass)).isEqualTo(kept);
        assertThat(SourceName.whole(kept, ofClass)).isEqualTo(name);
    }
}
