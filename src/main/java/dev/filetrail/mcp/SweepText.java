// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.NotUnderstood;
import dev.filetrail.trail.SweepReport.SharedMachine;
import dev.filetrail.trail.SweepReport.SweptFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report of a sweep as a short text for people, in Markdown. It stays under some 2,000 tokens; what does not fit is counted,
 * and is in the structured result. Hashes are whole only where they are needed to call again.
 */
final class SweepText {

    private static final int SHORT_HASH = 12;
    private static final int LONGEST_NAME = 48;
    private static final int LONGEST_REASON = 400;
    private static final int LONGEST_FAILURE = 640;
    private static final int LONGEST_UNDERSTOOD = 44;
    private static final int MOST_OF_A_KIND = 8;
    private static final int TOKENS_OF_FILES = 600;
    private static final int TOKENS_OF_MACHINES = 250;
    private static final int TOKENS_OF_FAILURES = 700;
    /** Twenty SHA-1: what a fresh allowance leaves of a hundred. */
    private static final int TOKENS_OF_UNFINISHED = 420;

    private static final int TOKENS_OF_NOT_UNDERSTOOD = 120;

    /** Each of its lists has its own bound. */
    private final BoundedText text = new BoundedText(Integer.MAX_VALUE);

    private SweepText() {}

    /**
     * Writes the text.
     *
     * @param report what to tell
     * @return Markdown
     */
    static String of(SweepReport report) {
        SweepText sweep = new SweepText();
        sweep.head(report);
        sweep.unfinished(report);
        sweep.files(report.files());
        sweep.machines(report);
        sweep.failed(report.failed());
        sweep.notUnderstood(report);
        sweep.next(report);
        sweep.text.line(Wording.callsLeft(report.budget()));
        return sweep.text.toString();
    }

    private void head(SweepReport report) {
        int several = report.machinesWithSeveral().size() + report.moreMachinesWithSeveral();
        long seen = report.files().stream().filter(file -> file.machines() > 0).count();
        text.line((report.files().isEmpty()
                        ? "**No file was answered.**"
                        : "**" + seen + " of " + files(report.files().size()) + " answered "
                                + (seen == 1 ? "was" : "were") + " reported by machines of this tenant.**")
                + (report.duplicatesRemoved() == 0 ? "" : " Duplicates removed: " + report.duplicatesRemoved() + ".")
                + (report.failed().isEmpty()
                        ? ""
                        : " Failed: " + report.failed().size() + ".")
                + (report.unfinished().isEmpty()
                        ? ""
                        : " **Unfinished: " + report.unfinished().size() + ".**")
                + (several == 0 ? "" : " Machines that hold several: " + several + "."));
    }

    private void unfinished(SweepReport report) {
        if (report.unfinished().isEmpty()) {
            return;
        }
        text.line("");
        text.line("Unfinished: " + ForeignText.oneLine(report.unfinishedReason(), LONGEST_REASON));
        StringBuilder listed = new StringBuilder();
        int shown = 0;
        for (String hash : report.unfinished()) {
            if (Wording.tokens(listed + hash) > TOKENS_OF_UNFINISHED) {
                break;
            }
            listed.append(shown++ == 0 ? "" : " ").append(hash);
        }
        int more = report.unfinished().size() - shown;
        text.line((report.retryAfterSeconds() == null
                        ? "Once that is mended, call sweep_file_hashes again with: "
                        : "Call sweep_file_hashes again in " + Wording.seconds(report.retryAfterSeconds()) + " with: ")
                + listed
                + (more == 0
                        ? ""
                        : " and the " + more + (more == 1 ? " other" : " others")
                                + " in `unfinished` of the structured result"));
    }

    private void files(List<SweptFile> files) {
        List<SweptFile> seen = files.stream()
                .filter(file -> file.machines() > 0)
                .sorted(SweptFile.WORST_FIRST)
                .toList();
        if (!seen.isEmpty()) {
            text.line("");
            text.line("| hash | machines | worst risk | last seen |");
            text.line("|---|---|---|---|");
            rows(
                    seen,
                    TOKENS_OF_FILES,
                    file -> "| " + hashes(file) + " | " + file.machines() + " | " + word(file.worstRisk())
                            + " | " + (file.lastSeen() == null ? "unknown" : file.lastSeen())
                            + (file.stale() ? ", stale, " + Wording.seconds(file.ageSeconds()) + " old" : "") + " |",
                    "more files on machines");
        }
        int unseen = files.size() - seen.size();
        if (unseen > 0) {
            text.line("");
            text.line("On no machine that Defender keeps an observation of (about 180 days): " + files(unseen) + ".");
        }
    }

    private void machines(SweepReport report) {
        if (report.machinesWithSeveral().isEmpty()) {
            return;
        }
        text.line("");
        text.line("Machines that hold several of the files, most first:");
        rows(
                report.machinesWithSeveral(),
                TOKENS_OF_MACHINES,
                machine -> "- " + name(machine) + ": " + machine.files().size() + " files, risk " + word(machine.risk())
                        + ", " + machine.link(),
                "more here");
        if (report.moreMachinesWithSeveral() > 0) {
            text.line("Beyond these there are " + report.moreMachinesWithSeveral() + " more.");
        }
        if (!report.machinesWithSeveralComplete()) {
            text.line("There were too many machines to compare them all: this list may lack some.");
        }
    }

    private void failed(List<FailedHash> failed) {
        if (failed.isEmpty()) {
            return;
        }
        text.line("");
        text.line("Failed:");
        Map<String, List<FailedHash>> byOutcome = failed.stream()
                .collect(Collectors.groupingBy(FailedHash::outcome, LinkedHashMap::new, Collectors.toList()));
        rows(List.copyOf(byOutcome.values()), TOKENS_OF_FAILURES, SweepText::failure, "more under `failed`");
    }

    /** What is to be done stands at the end of a reason, and is the same for all of a kind: it is told once, and whole. */
    private static String failure(List<FailedHash> alike) {
        FailedHash first = alike.get(0);
        int more = alike.size() - MOST_OF_A_KIND;
        return "- " + first.outcome() + ", " + files(alike.size()) + " ("
                + alike.stream()
                        .limit(MOST_OF_A_KIND)
                        .map(each -> shortened(each.hash()))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "") + "): "
                + ForeignText.oneLine(first.reason(), LONGEST_FAILURE);
    }

    /** The whole hash stands here, since it is needed to call. */
    private void next(SweepReport report) {
        report.files().stream()
                .filter(file -> file.machines() > 0)
                .min(SweptFile.WORST_FIRST)
                .ifPresent(worst -> {
                    text.line("");
                    text.line("Next: `get_machines_for_file_hash` with " + worst.hash()
                            + ", the worst of them, tells which machines those are; `get_file_profile` what it is.");
                });
    }

    private void notUnderstood(SweepReport report) {
        if (report.notUnderstood().isEmpty()) {
            return;
        }
        text.line("");
        text.line("Not understood:");
        rows(
                report.notUnderstood(),
                TOKENS_OF_NOT_UNDERSTOOD,
                (NotUnderstood each) -> "- " + code(each.text(), LONGEST_UNDERSTOOD) + ": "
                        + ForeignText.oneLine(each.reason(), LONGEST_REASON),
                "more listed");
        if (report.moreNotUnderstood() > 0) {
            text.line("And " + report.moreNotUnderstood() + " more of the kind.");
        }
    }

    private <T> void rows(List<T> rows, int most, Function<T, String> form, String more) {
        int shown = text.part(rows, most, form);
        if (shown < rows.size()) {
            text.line("");
            text.line("… and " + (rows.size() - shown) + " " + more + ", in the structured result.");
        }
    }

    private static String name(SharedMachine machine) {
        return machine.name() == null
                ? "(no name) " + code(machine.id(), LONGEST_NAME)
                : code(machine.name(), LONGEST_NAME);
    }

    /** Whoever gave it looks for the hash that stands in the list. */
    private static String hashes(SweptFile file) {
        return shortened(file.hash())
                + (file.resolvedFrom() == null ? "" : " (SHA-256 " + shortened(file.resolvedFrom()) + ")");
    }

    private static String shortened(String hash) {
        return hash.substring(0, SHORT_HASH) + "…";
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }

    /** Also fit for a cell of a table. */
    private static String word(String word) {
        return Wording.word(word).replace('|', '/');
    }

    private static String code(String text, int most) {
        return Wording.code(text, most).replace('|', '/');
    }
}
