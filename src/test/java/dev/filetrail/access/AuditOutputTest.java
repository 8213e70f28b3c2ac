// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Holds that standard output that takes nothing is noticed, and that it is noticed when it takes something again. */
class AuditOutputTest {

    /** Where standard output leads: full until somebody makes room. */
    private static final class Place extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;

        @Override
        public void write(int each) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            room--;
            taken.write(each);
        }

        private String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }
    }

    private final Place place = new Place();
    private final AuditOutput output = new AuditOutput(new PrintStream(place, false, StandardCharsets.UTF_8), place);

    @Test
    void aLineIsThereWhenItHasBeenWritten() throws IOException {
        output.write("ü");

        assertThat(place.text()).isEqualTo("ü\n");
    }

    @Test
    void aFailureIsNoticedEachTimeAndSoIsItsEnd() throws IOException {
        place.room = 3;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> output.write("first")).isInstanceOf(IOException.class);
        }

        place.room = 100;
        output.write("second");
        output.write("third");

        assertThat(place.text()).isEqualTo("fir\nsecond\nthird\n");
    }
}
