// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.Examination;
import dev.filetrail.trail.Examination.Finding;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/** Prints what an examination finds. */
public final class DoctorRun implements QuarkusApplication {

    private final Examination examination;

    /** @param examination finds out */
    @Inject
    public DoctorRun(Examination examination) {
        this.examination = examination;
    }

    @Override
    public int run(String... args) {
        List<Finding> findings = examination.findings();
        DoctorForm.print(findings, Arrays.asList(args).contains(DoctorCommand.JSON));
        return findings.stream().allMatch(Finding::well) ? 0 : MachinesCommand.FAILED;
    }
}
