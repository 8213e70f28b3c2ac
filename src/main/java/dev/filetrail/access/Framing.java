// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Sees to it that whoever stands before FileTrail can't be made to see another end of a request than FileTrail does, and so a
 * second request hidden in the body of the first (request smuggling). Netty refuses lengths that contradict each other, but
 * follows {@code Transfer-Encoding} where there is a length as well, and hides the length: allowed, if the connection is closed
 * after the answer (RFC 9112, section 6.3), so that is done with every body that comes in chunks. Whatever came behind it on that
 * connection is dropped. Nor may the two see another {@code Host}: of several, each could take one of its own (section 3.2).
 */
final class Framing {

    private static final AttributeKey<Boolean> IS_THE_LAST = AttributeKey.valueOf(Framing.class, "last");

    private Framing() {}

    /**
     * Lets a request pass or refuses it.
     *
     * @param context the request
     */
    static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            context.next();
            return;
        }
        Attribute<Boolean> last =
                ((ConnectionBase) request.connection()).channel().attr(IS_THE_LAST);
        if (Boolean.TRUE.equals(last.get())) {
            return;
        }
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            last.set(true);
            new Problem(400, "There is more than one Host.").answerAndClose(context);
            return;
        }
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            context.next();
            return;
        }
        last.set(true);
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            new Problem(400, "The only Transfer-Encoding that is understood is chunked.").answerAndClose(context);
        } else {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(end -> request.connection().close());
            context.next();
        }
    }
}
