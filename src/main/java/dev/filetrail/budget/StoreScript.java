// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** A script that the store runs, with nothing in between. One that it has seen before is named to it by its digest. */
public final class StoreScript {

    private final String text;
    private final String digest;

    private StoreScript(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    /**
     * Reads one.
     *
     * @param resource the program's own
     * @return the script
     */
    public static StoreScript of(String resource) {
        try (InputStream in = StoreScript.class.getResourceAsStream(resource)) {
            return new StoreScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own script is missing", e);
        }
    }

    /** Runs it where the requests are sent to. */
    Future<Response> run(Function<Request, Future<Response>> send, List<String> keys, List<String> arguments) {
        return send.apply(request(Command.EVALSHA, digest, keys, arguments))
                .recover(failure -> isUnknown(failure)
                        ? send.apply(request(Command.EVAL, text, keys, arguments))
                        : Future.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static String digest(String script) {
        try {
            // Redis names scripts by it; nothing rests on its strength.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
