// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A short text that is written as JSON again and again, such as the name of a property: there are seven hundred in an answer. Natively, to
 * copy an array costs a hundred instructions before the first of its letters; eight letters at a time cost a handful.
 */
final class ShortText extends SerializedString {

    private static final long serialVersionUID = 1;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int length;
    /** What is written between the quotes, and behind it nothing, up to the next eight. */
    private final byte[] letters;

    /** @param text any; there is no use in a long one */
    ShortText(String text) {
        super(text);
        byte[] quoted = asQuotedUTF8();
        length = quoted.length;
        letters = Arrays.copyOf(quoted, (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    }

    /** Also writes behind the text, where there is room: whoever writes there next writes over it. */
    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        if (buffer.length - offset < letters.length) {
            return super.appendQuotedUTF8(buffer, offset);
        }
        for (int i = 0; i < letters.length; i += Long.BYTES) {
            EIGHT.set(buffer, offset + i, (long) EIGHT.get(letters, i));
        }
        return length;
    }
}
