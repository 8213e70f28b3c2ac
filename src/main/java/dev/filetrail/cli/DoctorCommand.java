// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.Examination.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code filetrail doctor}: whether it would work, and if not, what to do. */
@Command(
        name = "doctor",
        description =
                "Check configuration, network, sign-in, permissions, clock, budget and access: one line each, with the"
                        + " mend where it fails. Costs no call.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All is well.", "1:Something is not; its line says what to do."})
final class DoctorCommand implements Callable<Integer> {

    static final String JSON = "--json";

    @Option(names = JSON, description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--live",
            description =
                    "Only ask the server on this machine whether it lives, at /q/health/live of the management port"
                            + " (QUARKUS_MANAGEMENT_HOST and QUARKUS_MANAGEMENT_PORT as it has them): the health check of a"
                            + " container.")
    private boolean live;

    /** For picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() {
        if (live) {
            Finding finding = LiveCheck.run();
            DoctorForm.print(List.of(finding), json);
            return finding.well() ? 0 : MachinesCommand.FAILED;
        }
        String[] args = json ? new String[] {JSON} : new String[0];
        return QuietProgram.run(DoctorRun.class, this::couldNotStart, args);
    }

    /** What stops the start is the first thing that a doctor would have looked at. */
    private void couldNotStart(String why) {
        DoctorForm.print(
                List.of(Finding.wrong("configuration", why, "Mend that first; FileTrail does not start with it.")),
                json);
    }
}
