// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.filetrail.trail.Examination.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an examination found, on standard output: a line each for people, one object for programs. */
final class DoctorForm {

    private static final int COLUMN = 16;

    private DoctorForm() {}

    static void print(List<Finding> findings, boolean json) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (json) {
            out.println(json(findings));
        } else {
            findings.forEach(each -> out.println(line(each)));
        }
        out.flush();
    }

    private static String line(Finding finding) {
        return (finding.well() ? "ok    " : "FAIL  ")
                + pad(finding.what())
                + finding.words()
                + (finding.mend() == null ? "" : (finding.words().endsWith(".") ? " " : ". ") + finding.mend());
    }

    private static String pad(String what) {
        return what + " ".repeat(Math.max(1, COLUMN - what.length()));
    }

    /** By hand, since there may be no mapper: it is also printed when FileTrail could not start. */
    private static String json(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("well", findings.stream().allMatch(Finding::well));
            json.writeArrayFieldStart("findings");
            for (Finding each : findings) {
                json.writeStartObject();
                json.writeStringField("check", each.what());
                json.writeBooleanField("well", each.well());
                json.writeStringField("found", each.words());
                json.writeStringField("mend", each.mend());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }
}
