// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.YesOrNo;
import dev.filetrail.access.AuditJson.Denial;
import dev.filetrail.trail.AuditLine;
import dev.filetrail.trail.AuditLog;
import dev.filetrail.trail.Caller;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Writes down who asked for what, and who was not let in, where {@code filetrail.audit.to} says. */
@Singleton
class AuditJournal implements AuditLog {

    private static final Logger LOG = Logger.getLogger(AuditJournal.class);
    private static final int FIRST = 1;
    private static final String STDOUT = "stdout";
    /** Ways of asking whose answer is what stands on standard output, and nothing else may. */
    private static final Set<String> ANSWERED_ON_STDOUT = Set.of(Caller.AT_THE_TERMINAL.way(), Caller.OVER_STDIO.way());

    private static final long COMPLAINS_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final AuditSink sink;
    private final String to;
    private final boolean required;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Denials denials = new Denials();
    private final AtomicLong complained;

    /**
     * Opens the place.
     *
     * @param config says which
     * @param clock for the lines
     * @throws ConfigurationException when it can't be opened, or something else can't be meant
     */
    @Inject
    AuditJournal(AuditConfig config, Clock clock) {
        this(
                sink(config),
                config.to(),
                YesOrNo.of("filetrail.audit.required", config.required()),
                clock,
                System::nanoTime);
    }

    /** {@code nanos} never go back, whatever the clock on the wall does. */
    AuditJournal(AuditSink sink, String to, boolean required, Clock clock, LongSupplier nanos) {
        this.sink = sink;
        this.to = to;
        this.required = required;
        this.clock = clock;
        this.nanos = nanos;
        this.complained = new AtomicLong(nanos.getAsLong() - COMPLAINS_EVERY);
    }

    /** A place that can't be opened stops the start, not the first question; and before others begin to make things ready. */
    void open(@Observes @Priority(FIRST) StartupEvent start) {
        LOG.debugf("Questions are written down: %s", to);
    }

    private static AuditSink sink(AuditConfig config) {
        atLeastOne("rotate-megabytes", config.rotateMegabytes());
        atLeastOne("keep", config.keep());
        if (isStdout(config.to())) {
            return new AuditOutput();
        }
        try {
            return new AuditFile(config.to(), config.rotateMegabytes() * 1_048_576L, config.keep());
        } catch (IOException e) {
            throw new ConfigurationException("filetrail.audit.to (FILETRAIL_AUDIT_TO) is " + config.to()
                    + ", but that file can't be opened for writing: " + e.getMessage());
        }
    }

    private static void atLeastOne(String name, int number) {
        if (number < 1) {
            throw new ConfigurationException("filetrail.audit." + name + " is " + number + ", but must be 1 or more.");
        }
    }

    private static boolean isStdout(String to) {
        return to.strip().equalsIgnoreCase(STDOUT);
    }

    @Override
    public void write(AuditLine line) {
        if (isStdout(to) && ANSWERED_ON_STDOUT.contains(line.visit().caller().way())) {
            // Whoever asks there is the operator.
            return;
        }
        try {
            sink.write(AuditJson.question(line, clock.instant()));
        } catch (IOException e) {
            if (required) {
                throw new AuditLog.Failed(e);
            }
            complain("Questions are answered that nobody will know of", e);
        }
    }

    /** At most 20 a second, and then with the next how many were left out. */
    @Override
    public void denied(String door, String way, String address, String reason, int status) {
        long suppressed = denials.next(nanos.getAsLong());
        if (suppressed < 0) {
            return;
        }
        try {
            sink.write(AuditJson.denied(new Denial(door, way, address, reason, status), suppressed, clock.instant()));
        } catch (IOException e) {
            complain("Nobody will know who was not let in", e);
        }
    }

    private void complain(String what, IOException why) {
        long now = nanos.getAsLong();
        long last = complained.get();
        if (now - last >= COMPLAINS_EVERY && complained.compareAndSet(last, now)) {
            LOG.error(
                    what + ": the audit log can't be written (filetrail.audit.to is " + to + "): " + why.getMessage());
        }
    }
}
