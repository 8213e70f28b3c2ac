package dev.filetrail.cli;

import dev.filetrail.trail.Examination;
import dev.filetrail.trail.Examination.Finding;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints what an examination finds, a line each. */
public final class DoctorRun implements QuarkusApplication {

    private final Examination examination;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    /** @param examination finds out */
    @Inject
    public DoctorRun(Examination examination) {
        this.examination = examination;
    }

    @Override
    public int run(String... args) {
        List<Finding> findings = examination.findings();
        for (Finding finding : findings) {
            out.println((finding.well() ? "ok    " : "FAIL  ") + pad(finding.what()) + finding.words());
        }
        out.flush();
        return findings.stream().allMatch(Finding::well) ? 0 : MachinesCommand.FAILED;
    }

    private static String pad(String what) {
        return what + " ".repeat(Math.max(1, 16 - what.length()));
    }
}
