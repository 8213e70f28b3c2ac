// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Holds moments to what the JDK writes of them. */
class IsoMomentTest {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Provide
    Arbitrary<Instant> momentsOfFourDigits() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .flatMap(second -> Arbitraries.integers()
                        .between(0, 999_999_999)
                        .map(nano -> Instant.ofEpochSecond(second, nano)));
    }

    @Property
    void writesTheSecondAsTheJdkDoes(@ForAll("momentsOfFourDigits") Instant moment) {
        assertThat(IsoMoment.toSecond(moment))
                .isEqualTo(moment.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Property
    void writesTheMillisecondAsTheJdkDoes(@ForAll("momentsOfFourDigits") Instant moment) {
        assertThat(IsoMoment.toMillisecond(moment)).isEqualTo(MILLISECONDS.format(moment));
    }

    @Test
    void writesYearsOfMoreDigitsAsWell() {
        assertThat(IsoMoment.toSecond(Instant.parse("+10000-01-01T00:00:00.5Z")))
                .isEqualTo("+10000-01-01T00:00:00Z");
        assertThat(IsoMoment.toSecond(Instant.MIN)).isEqualTo(Instant.MIN.toString());
        assertThat(IsoMoment.toMillisecond(Instant.MAX))
                .isEqualTo(Instant.MAX.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Test
    void writesWhatIsBefore1970() {
        assertThat(IsoMoment.toMillisecond(Instant.ofEpochMilli(-1))).isEqualTo("1969-12-31T23:59:59.999Z");
    }
}
