// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.Asking;
import dev.filetrail.trail.CsvForm;
import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.MachineTrail;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.TrailException;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import picocli.CommandLine;

/** Asks for each hash of a {@code filetrail machines} and prints what comes. Answers go to standard output, trouble to standard error. */
public final class MachinesRun implements QuarkusApplication {

    private final MachineTrail trail;
    private final ObjectMapper json;
    private final StandardOutput out = new StandardOutput();

    /**
     * @param trail answers
     * @param json writes the structure
     */
    @Inject
    public MachinesRun(MachineTrail trail, ObjectMapper json) {
        this.trail = trail;
        this.json = json;
    }

    @Override
    public int run(String... args) throws JsonProcessingException {
        MachinesCommand command = parsed(args);
        boolean failed = false;
        boolean found = false;
        if (command.csv()) {
            out.line(CsvForm.HEADER);
        }
        for (FileHash hash : command.hashes()) {
            if (!out.hasArrived()) {
                break;
            }
            try {
                MachinesReport report = trail.ask(hash, command.query(), Asking.at("cli"))
                        .await()
                        .indefinitely();
                found |= report.totalMachines() > 0;
                print(report, command);
            } catch (TrailException e) {
                failed = true;
                System.err.println(hash + ": " + e.inWords());
            } catch (RuntimeException e) {
                failed = true;
                System.err.println(hash + ": FileTrail itself failed; please report it: " + e);
            }
        }
        if (!out.hasArrived()) {
            System.err.println(StandardOutput.NOT_WRITTEN + " Nothing more is asked.");
            return MachinesCommand.FAILED;
        }
        return failed ? MachinesCommand.FAILED : found ? MachinesCommand.FOUND : MachinesCommand.NO_MACHINE;
    }

    private void print(MachinesReport report, MachinesCommand command) throws JsonProcessingException {
        if (command.json()) {
            out.line(json.writeValueAsString(report));
        } else if (command.csv()) {
            if (report.stale()) {
                // The rows are machines', and none may be left to say it.
                System.err.print(report.hash() + ": " + TableForm.age(report));
            }
            report.machines().forEach(machine -> out.line(CsvForm.row(report.hash(), report.resolvedFrom(), machine)));
        } else {
            out.lines(TableForm.of(report));
        }
    }

    static MachinesCommand parsed(String... args) {
        CommandLine line = new CommandLine(new FileTrail()).setCaseInsensitiveEnumValuesAllowed(true);
        return line.parseArgs(args).subcommand().commandSpec().userObject() instanceof MachinesCommand command
                ? command
                : new MachinesCommand();
    }
}
