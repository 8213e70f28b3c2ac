// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what a visit is called. */
class VisitTest {

    private static final int MANY = 1_000;

    @Test
    void hasANameThatNoOtherHas() {
        assertThat(Stream.generate(VisitTest::name).limit(MANY).distinct()).hasSize(MANY);
    }

    @Test
    void isCalledByARandomUuid() {
        assertThat(Stream.generate(VisitTest::name).limit(MANY).map(UUID::fromString))
                .allMatch(name -> name.version() == 4 && name.variant() == 2);
    }

    private static String name() {
        return Visit.of("mcp", Caller.ON_THIS_MACHINE).correlationId();
    }
}
