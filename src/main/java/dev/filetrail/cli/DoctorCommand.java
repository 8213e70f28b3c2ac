package dev.filetrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code filetrail doctor}: whether it would work, and if not, what to do. */
@Command(
        name = "doctor",
        description =
                "Check configuration, sign-in and budget: one line each, with the mend where it fails. Costs no call.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All is well.", "1:Something is not; its line says what to do."})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() {
        return QuietProgram.run(DoctorRun.class, spec.commandLine().getErr());
    }
}
