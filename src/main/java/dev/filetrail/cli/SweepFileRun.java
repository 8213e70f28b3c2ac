// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.Asking;
import dev.filetrail.trail.HashList;
import dev.filetrail.trail.HashSweep;
import dev.filetrail.trail.SweepOrder;
import dev.filetrail.trail.SweepReport;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Sweeps the list of a {@code filetrail machines --from}. The report goes to standard output, progress and trouble to standard
 * error.
 */
public final class SweepFileRun implements QuarkusApplication {

    private final HashSweep sweep;
    private final ObjectMapper json;
    private final Clock clock;
    private final StandardOutput out = new StandardOutput();

    /**
     * @param sweep asks
     * @param json writes the structure, and the journal
     * @param clock for the age of what the journal holds
     */
    @Inject
    public SweepFileRun(HashSweep sweep, ObjectMapper json, Clock clock) {
        this.sweep = sweep;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public int run(String... args) throws IOException {
        MachinesCommand command = MachinesRun.parsed(args);
        HashList list;
        try {
            list = HashList.read(ListFile.read(command.from()));
        } catch (IOException e) {
            System.err.println("The list " + command.from() + " can't be read: " + e.getMessage());
            return MachinesCommand.BAD_INPUT;
        }
        if (list.hashes().isEmpty()) {
            System.err.println("There is no SHA-1 or SHA-256 in " + command.from() + ".");
            list.notUnderstood().forEach(each -> System.err.println(each.text() + ": " + each.reason()));
            return MachinesCommand.BAD_INPUT;
        }
        return sweep(list, command);
    }

    private int sweep(HashList list, MachinesCommand command) throws IOException {
        Path file = command.from().equals("-") ? null : Path.of(command.from() + ".filetrail");
        try (SweepJournal journal = SweepJournal.open(file, sweep.whoseAnswers(), json, clock, System.err::println);
                SweepBar bar = new SweepBar(sweep, list.hashes().size(), command.quiet())) {
            journal.earlierCalls().forEach(sweep::spentBefore);
            SweepOrder order = new SweepOrder(
                    list,
                    Asking.at("cli"),
                    null,
                    journal.answered(),
                    journal.failed(),
                    new JournalledWatch(journal, bar));
            Thread interrupted = new Thread(() -> tellInterrupted(bar, journal));
            Runtime.getRuntime().addShutdownHook(interrupted);
            SweepReport report = sweep.sweep(order).await().indefinitely();
            if (HashSweep.SHUTTING_DOWN.equals(report.unfinishedReason())) {
                // The other thread says so, and the process ends.
                return MachinesCommand.FAILED;
            }
            Runtime.getRuntime().removeShutdownHook(interrupted);
            bar.close();
            print(report, command);
            if (!out.hasArrived()) {
                System.err.println(StandardOutput.NOT_WRITTEN + goesOn(journal));
                return MachinesCommand.FAILED;
            }
            int failedForNow = journal.notForGood(report.failed()).size();
            if (!report.unfinished().isEmpty()) {
                System.err.println(
                        report.unfinished().size() + " unfinished: " + report.unfinishedReason() + goesOn(journal));
            } else if (failedForNow > 0) {
                System.err.println(failedForNow + " failed for now." + goesOn(journal));
            } else {
                journal.remove();
            }
            return code(report);
        }
    }

    private static String goesOn(SweepJournal journal) {
        return journal.isKept() ? " The same command goes on from here." : "";
    }

    private static void tellInterrupted(SweepBar bar, SweepJournal journal) {
        bar.close();
        System.err.println("Interrupted: " + bar.inWords() + ". "
                + (journal.isKept()
                        ? "The same command goes on from here."
                        : "Nothing of it is kept: there is no file to keep it beside."));
    }

    private void print(SweepReport report, MachinesCommand command) throws JsonProcessingException {
        if (command.json()) {
            out.line(json.writeValueAsString(report));
        } else if (command.csv()) {
            SweepCsv.lines(report).forEach(out::line);
            report.notUnderstood().forEach(each -> System.err.println(each.text() + ": " + each.reason()));
        } else {
            out.lines(SweepTable.of(report));
        }
    }

    private static int code(SweepReport report) {
        if (!report.failed().isEmpty() || !report.unfinished().isEmpty()) {
            return MachinesCommand.FAILED;
        }
        return report.files().stream().anyMatch(file -> file.machines() > 0)
                ? MachinesCommand.FOUND
                : MachinesCommand.NO_MACHINE;
    }
}
