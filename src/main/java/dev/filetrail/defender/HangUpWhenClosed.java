package dev.filetrail.defender;

import io.vertx.core.http.HttpClientResponse;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Ends the connection when a body is closed before its end. The REST client would read on and throw away, so that a body
 * that never ends would hold its connection for ever.
 */
class HangUpWhenClosed implements ClientResponseFilter {

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        InputStream body = response.getEntityStream();
        if (body != null && request instanceof ClientRequestContextImpl context) {
            HttpClientResponse wire = context.getRestClientRequestContext().getVertxClientResponse();
            response.setEntityStream(new Body(body, wire));
        }
    }

    private static final class Body extends FilterInputStream {

        private final HttpClientResponse wire;
        private boolean ended;

        private Body(InputStream in, HttpClientResponse wire) {
            super(in);
            this.wire = wire;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            ended |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            ended |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                ended = true;
                wire.request().reset();
            }
            super.close();
        }
    }
}
