// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.budget.Ticker;
import dev.filetrail.tracing.Span;
import dev.filetrail.tracing.TraceContext;
import dev.filetrail.tracing.Tracer;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Writes every question down: a line for whoever audits, words for the operator where there was no answer, and where there was
 * one the file for whoever asks again.
 */
@Singleton
class QuestionLog {

    private static final Logger LOG = Logger.getLogger(QuestionLog.class);
    /** A sweep in the terminal may have any number of hashes. */
    private static final int MOST_HASHES = 100;

    private static final int LONGEST_SHOWN = 500;

    private final AuditLog audit;
    private final Ticker ticker;
    private final RecentHashes recent;
    private final QuestionMeters meters;
    private final Tracer tracer;

    QuestionLog(AuditLog audit, Ticker ticker, RecentHashes recent, QuestionMeters meters, Tracer tracer) {
        this.audit = audit;
        this.ticker = ticker;
        this.recent = recent;
        this.meters = meters;
        this.tracer = tracer;
    }

    /**
     * A question is under way. Its end is written down by one of the others.
     *
     * @param asking who asks
     * @return what those are to be told by
     */
    Pending begins(Asking asking) {
        meters.begins();
        Span span = tracer.begin(Span.Kind.SERVER, asking.visit().trace());
        return new Pending(asking, ticker.nanos(), span);
    }

    /**
     * A question that was answered.
     *
     * @param asked what was asked
     * @param asking who asked
     * @param pending as it began
     * @param report the answer
     * @throws TrailException when it can't be written down, so that no answer may be given
     */
    void answered(Map<String, Object> asked, Asking asking, Pending pending, MachinesReport report) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("sha1", report.hash());
        given.put("machines", report.totalMachines());
        given.put("matching", report.matchingMachines());
        given.put("shown", report.machines().size());
        given.put("age_seconds", report.ageSeconds());
        given.put("remembered", report.remembered());
        given.put("stale", report.stale());
        write(asking, "machines", asked, report.totalMachines() == 0 ? "none" : "found", given, pending, null);
        asked(asking, report.hash(), report.resolvedFrom());
    }

    /**
     * A file that somebody was told something of, to be offered to the same caller again.
     *
     * @param asking who asked
     * @param sha1 the file's SHA-1; null when nobody knows it
     * @param sha256 the SHA-256 that it was asked by; null when it was the SHA-1
     */
    void asked(Asking asking, String sha1, String sha256) {
        if (sha1 != null) {
            recent.answered(asking.visit().caller(), sha1, sha256);
        }
    }

    /**
     * A question about one file or machine that was answered.
     *
     * @param question in one word: {@code profile}, {@code alerts} …
     * @param asked what was asked
     * @param asking who asked
     * @param pending as it began
     * @param outcome {@code found} or {@code none}
     * @param given the answer in numbers
     * @throws TrailException when it can't be written down, so that no answer may be given
     */
    void answered(
            String question,
            Map<String, Object> asked,
            Asking asking,
            Pending pending,
            String outcome,
            Map<String, Object> given) {
        write(asking, question, asked, outcome, given, pending, null);
    }

    /**
     * A sweep that came to its end.
     *
     * @param list what was asked
     * @param asking who asked
     * @param pending as it began
     * @param report the answer
     * @throws TrailException when it can't be written down, so that no answer may be given
     */
    void swept(HashList list, Asking asking, Pending pending, SweepReport report) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("answered", report.files().size());
        given.put("failed", report.failed().size());
        given.put("unfinished", report.unfinished().size());
        if (report.unfinishedReason() != null) {
            given.put("unfinished_reason", report.unfinishedReason());
        }
        write(asking, "sweep", asked(list), "swept", given, pending, null);
        report.files().forEach(file -> asked(asking, file.hash(), file.resolvedFrom()));
    }

    /**
     * A question about one machine that was answered.
     *
     * @param asked what was asked
     * @param asking who asked
     * @param pending as it began
     * @param profile the answer
     * @throws TrailException when it can't be written down, so that no answer may be given
     */
    void described(Map<String, Object> asked, Asking asking, Pending pending, MachineProfile profile) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (profile.machine() != null) {
            given.put("machine_id", profile.machine().sighting().id());
            given.put("logon_users", profile.logonUsers().size() + profile.moreLogonUsers());
        } else {
            given.put("candidates", profile.candidates().size() + profile.moreCandidates());
        }
        for (MachineProfile.UnknownPart unknown : profile.unknownParts()) {
            given.put("unknown_" + unknown.part(), unknown.outcome());
        }
        given.put("age_seconds", profile.ageSeconds());
        given.put("remembered", profile.remembered());
        given.put("stale", profile.stale());
        write(asking, "machine", asked, profile.outcome(), given, pending, null);
    }

    /**
     * A question that was not answered.
     *
     * @param question {@code machines} or {@code sweep}
     * @param asked what was asked
     * @param asking who asked
     * @param pending as it began
     * @param failure why not
     * @return what to tell: why not, or that it can't be written down
     */
    Throwable failed(String question, Map<String, Object> asked, Asking asking, Pending pending, Throwable failure) {
        if (failure instanceof TrailException e) {
            if (!e.isBadQuestion()) {
                named(asking, () -> {
                    LOG.warn(question + " " + shown(asked) + " outcome=" + e.outcome() + ": " + e.inWords());
                    LOG.debug("in detail", failure);
                });
            }
            return e.getCause() instanceof AuditLog.Failed
                    ? e
                    : toldAs(
                            failure,
                            () -> write(asking, question, asked, e.outcome(), Map.of(), pending, e.correlationId()));
        }
        named(asking, () -> LOG.error(question + " " + shown(asked) + " ended in a fault", failure));
        return toldAs(failure, () -> write(asking, question, asked, "fault", Map.of(), pending, null));
    }

    /** With what the lines of a log in JSON are found by, beside those of the audit log and of a trace. */
    private static void named(Asking asking, Runnable logging) {
        MDC.put("correlationId", asking.visit().correlationId());
        TraceContext trace = asking.visit().trace();
        if (trace != null) {
            MDC.put("traceId", trace.traceId());
            MDC.put("spanId", trace.spanId());
        }
        try {
            logging.run();
        } finally {
            MDC.remove("correlationId");
            MDC.remove("traceId");
            MDC.remove("spanId");
        }
    }

    /** On one line: a line's end in a filter would begin another, which could pass for one of the audit log's. */
    private static String shown(Map<String, Object> asked) {
        return ForeignText.oneLine(asked.toString(), LONGEST_SHOWN);
    }

    private static Throwable toldAs(Throwable failure, Runnable writing) {
        try {
            writing.run();
            return failure;
        } catch (TrailException notWritten) {
            return notWritten;
        }
    }

    /**
     * A question that its asker has given up.
     *
     * @param question {@code machines} or {@code sweep}
     * @param asked what was asked
     * @param asking who asked
     * @param pending as it began
     */
    void givenUp(String question, Map<String, Object> asked, Asking asking, Pending pending) {
        toldAs(null, () -> write(asking, question, asked, "given_up", Map.of(), pending, null));
    }

    /** @return the hashes of a list, as many as a line may hold */
    static Map<String, Object> asked(HashList list) {
        List<FileHash> hashes = list.hashes();
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("hashes_given", hashes.size());
        asked.put(
                "hashes",
                hashes.subList(0, Math.min(MOST_HASHES, hashes.size())).stream()
                        .map(FileHash::hex)
                        .toList());
        return asked;
    }

    private void write(
            Asking asking,
            String question,
            Map<String, Object> asked,
            String outcome,
            Map<String, Object> given,
            Pending pending,
            String defenderCorrelationId) {
        try {
            long took = (ticker.nanos() - pending.since()) / 1_000_000;
            audit.write(new AuditLine(asking.visit(), question, asked, outcome, given, took, defenderCorrelationId));
            ended(asking, question, outcome, given, pending);
        } catch (AuditLog.Failed e) {
            ended(asking, question, TrailException.notWrittenDown(e).outcome(), Map.of(), pending);
            LOG.error("The audit log can't be written, so questions are not answered", e);
            throw TrailException.notWrittenDown(e);
        }
    }

    private void ended(Asking asking, String question, String outcome, Map<String, Object> given, Pending pending) {
        if (pending.ends()) {
            meters.ended(asking.door(), question, outcome, ticker.nanos() - pending.since());
            if (given.get("age_seconds") instanceof Long age) {
                meters.given(age, Boolean.TRUE.equals(given.get("remembered")));
            }
            Span span = pending.span()
                    .with("filetrail.door", asking.door())
                    .with("filetrail.question", question)
                    .with("filetrail.outcome", outcome)
                    .with("filetrail.correlation_id", asking.visit().correlationId())
                    .with("filetrail.remembered", given.get("remembered"))
                    .with("filetrail.age_seconds", given.get("age_seconds"));
            (isAnswer(outcome) ? span : span.failed(outcome)).end(question);
        }
    }

    /** Whoever asks wrongly, or goes away, is no failure of ours. */
    private static boolean isAnswer(String outcome) {
        return switch (outcome) {
            case "found", "none", "swept", "ambiguous", "unknown", "given_up", "bad_question", "unknown_sha256" -> true;
            default -> false;
        };
    }
}
