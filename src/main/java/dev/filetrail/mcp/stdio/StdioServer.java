// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import dev.filetrail.YesOrNo;
import dev.filetrail.mcp.Leaving;
import dev.filetrail.mcp.modern.ModernEra;
import dev.filetrail.mcp.stdio.Lines.Line;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** {@code filetrail stdio}: serves the one assistant that has started it, until the standard input ends. */
public final class StdioServer implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(StdioServer.class);

    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final int WRITTEN_AT_ONCE = 64 * 1024;
    /** For what is as good as done when the input ends: a script writes its questions and closes. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final int COULD_NOT_START = 1;

    private final LegacyMessages legacy;
    private final ModernEra modern;
    private final Leaving leaving;
    private final LastAnswers last;
    private final boolean onBehalfOf;
    private volatile boolean hungUp;

    /**
     * @param legacy handles what belongs to the revisions that begin with {@code initialize}
     * @param modern handles what belongs to the stateless revision
     * @param leaving tells the work on the call at hand that nobody waits for it any more
     * @param last holds the end of the program up
     * @param onBehalfOf FileTrail is to ask with the rights of the person who asks
     */
    @Inject
    StdioServer(
            LegacyMessages legacy,
            ModernEra modern,
            Leaving leaving,
            LastAnswers last,
            @ConfigProperty(name = "filetrail.on-behalf-of", defaultValue = "false") String onBehalfOf) {
        this.legacy = legacy;
        this.modern = modern;
        this.leaving = leaving;
        this.last = last;
        this.onBehalfOf = YesOrNo.of("filetrail.on-behalf-of", onBehalfOf);
    }

    /**
     * Takes the standard streams away from everybody else in this process, before anybody else has written to them: what a
     * library prints goes to standard error from now on. To be called first.
     */
    public static void takeStreams() {
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
    }

    @Override
    public int run(String... args) throws InterruptedException {
        if (onBehalfOf) {
            System.err.println(
                    "filetrail.on-behalf-of (FILETRAIL_ON_BEHALF_OF) is true, but over standard streams nobody"
                            + " brings a token to ask with: serve over HTTP with filetrail.access=oidc instead.");
            return COULD_NOT_START;
        }
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), WRITTEN_AT_ONCE);
        last.begin();
        try {
            serve(out);
        } finally {
            last.given();
        }
        return 0;
    }

    private void serve(OutputStream out) throws InterruptedException {
        Outbox outbox = new Outbox(out, this::leave);
        Conversation conversation = new Conversation(legacy, modern, outbox, leaving);
        inBackground("stdout", outbox);
        inBackground("stdin", () -> listen(conversation, outbox));
        Quarkus.waitForExit();
        // Told to end while the assistant is still there: what it waits for may be as good as done.
        conversation.end(hungUp ? Duration.ZERO : LastAnswers.PATIENCE);
        outbox.awaitEmpty(LAST_WORDS);
        sayNothingMore();
    }

    /** Nobody is there any more. */
    private void leave() {
        hungUp = true;
        Quarkus.asyncExit(0);
    }

    /** What is still at work when the program ends under it fails, and that tells nobody anything. */
    private static void sayNothingMore() {
        for (Handler handler : java.util.logging.Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.OFF);
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(Conversation conversation, Outbox outbox) {
        Lines lines = new Lines(new FileInputStream(FileDescriptor.in), LONGEST_LINE);
        try {
            for (Line line = next(lines); line != null; line = next(lines)) {
                conversation.take(line);
                outbox.awaitRoom();
            }
            conversation.end(GRACE);
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What can't be read any more has ended. */
    private static Line next(Lines lines) {
        try {
            return lines.next();
        } catch (IOException e) {
            LOG.debug("Standard input can't be read any more", e);
            return null;
        }
    }
}
