// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.common.core.BlockingNotAllowedException;

/** What the REST client's own stream already has of a body when {@link BodyStream} takes its place: seldom more than one piece. */
final class HandedOver {

    /** Bytes of a piece, more or less: what one read of a socket brings. */
    private static final int PIECE = 8 * 1024;

    private HandedOver() {}

    /**
     * Takes what is there, without waiting. On the thread of the connection, which can bring nothing meanwhile.
     *
     * @param first the stream
     * @param response whose body it is
     * @param taker is given each piece
     * @return true when that was the end of the body; false when more may come
     * @throws IOException the connection has broken
     */
    static boolean take(InputStream first, HttpClientResponse response, Consumer<Buffer> taker) throws IOException {
        return !takeWhatIsThere(first, response, taker) && takeUntilItWouldWait(first, taker);
    }

    /**
     * With a piece in it the stream has not failed, and tells how long the piece is: nothing has to be thrown, which is dear so
     * deep. With none it tells what the answer announced; so when it tells that, it may have none.
     */
    private static boolean takeWhatIsThere(InputStream first, HttpClientResponse response, Consumer<Buffer> taker)
            throws IOException {
        boolean any = false;
        for (int there = first.available(); there > 0 && there != announced(response); there = first.available()) {
            byte[] bytes = new byte[there];
            taker.accept(piece(bytes, 0, first.read(bytes)));
            any = true;
        }
        return any;
    }

    /** As the stream tells it. */
    private static int announced(HttpClientResponse response) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : (int) Math.min(Long.parseLong(length), Integer.MAX_VALUE);
    }

    private static boolean takeUntilItWouldWait(InputStream first, Consumer<Buffer> taker) throws IOException {
        byte[] bytes = new byte[PIECE];
        int from = 0;
        try {
            int read;
            while ((read = first.read(bytes, from, bytes.length - from)) >= 0) {
                // Not copied: what follows is read into the rest, or into another array.
                taker.accept(piece(bytes, from, read));
                from += read;
                if (from == bytes.length) {
                    bytes = new byte[PIECE];
                    from = 0;
                }
            }
            return true;
        } catch (BlockingNotAllowedException e) {
            // That was all: it would wait for more, which it may not on this thread.
            return false;
        }
    }

    private static Buffer piece(byte[] bytes, int from, int length) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, length));
    }
}
