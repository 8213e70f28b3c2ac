// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/** Faults of the connection: it ends before the answer does. */
final class BrokenConnections {

    /** Long enough for what was sent before to arrive: a reset throws away what the client has not read yet. */
    private static final long MILLISECONDS_BEFORE_THE_END = 50;

    private BrokenConnections() {}

    static void cutOff(FaultyCall call) {
        sendHalf(call);
        later(call, () -> call.routing().request().connection().close());
    }

    static void cutOffWellFormed(FaultyCall call) {
        Buffer complete = call.opening().copy().appendBuffer(call.closing());
        HttpServerResponse response = WrongBodies.begin(call);
        // Compression would make it a chunked answer without a length: identity keeps it off.
        response.putHeader("Content-Encoding", "identity");
        response.putHeader("Content-Length", Integer.toString(complete.length() * 2));
        response.write(complete);
        later(call, () -> call.routing().request().connection().close());
    }

    static void reset(FaultyCall call) {
        sendHalf(call);
        later(call, () -> resetConnection(call));
    }

    static void resetBeforeAnswer(FaultyCall call) {
        resetConnection(call);
    }

    private static void sendHalf(FaultyCall call) {
        WrongBodies.stalled(call);
    }

    private static void later(FaultyCall call, Runnable end) {
        call.vertx().setTimer(MILLISECONDS_BEFORE_THE_END, timer -> end.run());
    }

    /** Vert.x only closes cleanly; the channel beneath it can be told not to linger, and then closing sends an RST. */
    private static void resetConnection(FaultyCall call) {
        Channel channel = ((ConnectionBase) call.routing().request().connection()).channel();
        if (!channel.isOpen()) {
            // The client was quicker.
            return;
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
