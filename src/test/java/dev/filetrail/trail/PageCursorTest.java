// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that a cursor goes on with the question that gave it and with no other, and that nothing else passes for one. */
class PageCursorTest {

    private static final FileHash HASH = new FileHash("1e5bc9d7e413ddd7902c2932e418702b84d0cc07");
    private static final MachineFilter FILTER = new MachineFilter("Low", null, null, "windows", 24, "wks", null, null);
    private static final PageCursor CURSOR = new PageCursor(Instant.parse("2026-03-04T05:06:07.123456789Z"), 25, false);
    private static final int BYTES = 29;

    @Property
    void comesBackAsItWentOut(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = 1) int from,
            @ForAll boolean stale,
            @ForAll Order order) {
        PageCursor cursor = new PageCursor(Instant.ofEpochSecond(seconds, nanos), from, stale);
        String text = cursor.encode(HASH, new MachineQuery(FILTER, order, 25, null));

        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(PageCursor.decode(HASH, new MachineQuery(FILTER, order, 25, text)))
                .isEqualTo(cursor);
    }

    @Test
    void allowsPagesOfAnotherSizeAndBlanksAround() {
        String text = encoded(FILTER, Order.RISK);

        assertThat(PageCursor.decode(HASH, new MachineQuery(FILTER, Order.RISK, 200, " " + text + "\n")))
                .isEqualTo(CURSOR);
    }

    @Test
    void refusesAnotherHash() {
        FileHash other = new FileHash("2e5bc9d7e413ddd7902c2932e418702b84d0cc07");

        refuses(other, FILTER, Order.RISK, encoded(FILTER, Order.RISK), "belongs to another question");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RISK")
    void refusesAnotherOrder(Order order) {
        refuses(HASH, FILTER, order, encoded(FILTER, Order.RISK), "belongs to another question");
    }

    @Test
    void refusesAnotherFilter() {
        String text = encoded(FILTER, Order.RISK);
        for (MachineFilter other : new MachineFilter[] {
            MachineFilter.ALL,
            new MachineFilter("High", null, null, "windows", 24, "wks", null, null),
            new MachineFilter("Low", "Low", null, "windows", 24, "wks", null, null),
            new MachineFilter("Low", null, "Active", "windows", 24, "wks", null, null),
            new MachineFilter("Low", null, null, "mac", 24, "wks", null, null),
            new MachineFilter("Low", null, null, "windows", 25, "wks", null, null),
            new MachineFilter("Low", null, null, "windows", null, "wks", null, null),
            new MachineFilter("Low", null, null, "windows", 24, "srv", null, null),
            new MachineFilter("Low", null, null, "windows", 24, null, "wks", null),
            new MachineFilter("Low", null, null, "windows", 24, "wks", null, "wks")
        }) {
            refuses(HASH, other, Order.RISK, text, "belongs to another question");
        }
    }

    /** Filters that differ, though written one after the other they read the same. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"x,\"y, tag=z\",\"x, tag=y\",z", "x,,x,null"})
    void refusesAFilterThatOnlyReadsTheSame(String name, String tag, String otherName, String otherTag) {
        String text = encoded(new MachineFilter(null, null, null, null, null, name, tag, null), Order.RISK);

        refuses(
                HASH,
                new MachineFilter(null, null, null, null, null, otherName, otherTag, null),
                Order.RISK,
                text,
                "belongs to another question");
    }

    @Property(tries = 8 * BYTES)
    void refusesAnyBitThatIsTurned(@ForAll @IntRange(max = 8 * BYTES - 1) int bit) {
        byte[] bytes = Base64.getUrlDecoder().decode(encoded(FILTER, Order.RISK));
        assertThat(bytes).hasSize(BYTES);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        refuses(
                HASH,
                FILTER,
                Order.RISK,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                "The cursor");
    }

    @Test
    void refusesAFreshOneThatWasMadeAStaleOne() {
        byte[] bytes = Base64.getUrlDecoder().decode(encoded(FILTER, Order.RISK));
        bytes[0] = 2;

        refuses(HASH, FILTER, Order.RISK, written(ByteBuffer.wrap(bytes)), "belongs to another question");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "abc", "AQ", "=", "null", "25", "\u0000", "ä", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesWhatItNeverGave(String text) {
        refuses(HASH, FILTER, Order.RISK, text, "not one that FileTrail gave");
    }

    @Test
    void refusesACursorThatIsCutOrLonger() {
        String text = encoded(FILTER, Order.RISK);

        refuses(HASH, FILTER, Order.RISK, text.substring(0, text.length() - 2), "not one that FileTrail gave");
        refuses(HASH, FILTER, Order.RISK, text + text, "not one that FileTrail gave");
    }

    @Property
    void refusesWhateverText(@ForAll String text) {
        refuses(HASH, FILTER, Order.RISK, text, "The cursor");
    }

    @Property
    void refusesWhateverTextOfItsOwnLetters(@ForAll("itsLetters") String text) {
        refuses(HASH, FILTER, Order.RISK, text, "The cursor");
    }

    @Property
    void refusesWhateverBytesOfItsOwnLength(@ForAll @Size(BYTES - 1) byte[] bytes) {
        refuses(
                HASH,
                FILTER,
                Order.RISK,
                written(ByteBuffer.allocate(BYTES).put((byte) 1).put(bytes)),
                "The cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 0, 1",
        "-9223372036854775808, 0, 1",
        "-9223372036854775807, 0, 1",
        "31556889864403199, 999999999, 1",
        "31556889864403199, 2000000000, 1",
        "31556889864403200, 0, 1",
        "-31557014167219200, 0, 1",
        "-31557014167219201, 0, 1",
        "0, 2147483647, 1",
        "0, -1, 1",
        "0, 0, 0",
        "0, 0, -1",
        "0, 0, 2147483647"
    })
    void refusesMomentsThatNoClockShows(long seconds, int nanos, int from) {
        ByteBuffer forged = ByteBuffer.allocate(BYTES)
                .put((byte) 1)
                .putLong(seconds)
                .putInt(nanos)
                .putInt(from);

        refuses(HASH, FILTER, Order.RISK, written(forged), "The cursor");
    }

    private static String encoded(MachineFilter filter, Order order) {
        return CURSOR.encode(HASH, new MachineQuery(filter, order, 25, null));
    }

    private static String written(ByteBuffer bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static void refuses(FileHash hash, MachineFilter filter, Order order, String text, String why) {
        assertThatExceptionOfType(TrailException.class)
                .isThrownBy(() -> PageCursor.decode(hash, new MachineQuery(filter, order, 25, text)))
                .withMessageContaining(why)
                .matches(TrailException::isBadQuestion);
    }

    @Provide
    Arbitrary<String> itsLetters() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-_=")
                .ofMinLength(35)
                .ofMaxLength(43);
    }
}
