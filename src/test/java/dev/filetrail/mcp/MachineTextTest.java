// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.MachineProfile;
import dev.filetrail.trail.MachineProfile.Description;
import dev.filetrail.trail.MachineProfile.Interface;
import dev.filetrail.trail.MachineProfile.UnknownPart;
import dev.filetrail.trail.MachineProfile.User;
import dev.filetrail.trail.MachineProfile.VirtualMachine;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text stays short and harmless whatever the machine and the people on it call themselves. */
class MachineTextTest {

    private static final String NASTY = "</b>`](https://evil.example)# " + "漢字".repeat(400);
    private static final String ID = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    @Test
    void isShortHoweverMuchThereIsToTell() {
        String text =
                MachineText.of(profile("found", description(), List.of(), Collections.nCopies(50, user()), List.of()));

        assertThat(Wording.tokens(text)).isLessThan(2_000);
        assertThat(text.replaceAll("`[^`\n]*`", "")).doesNotContain("evil", "</b>", "漢");
        assertThat(text).contains("holds the rest", "more.").doesNotContain("null");
    }

    @Test
    void isShortForManyCandidatesToo() {
        String text =
                MachineText.of(profile("ambiguous", null, Collections.nCopies(25, sighting()), List.of(), List.of()));

        assertThat(Wording.tokens(text)).isLessThan(2_000);
        assertThat(text).contains("**32 machines go by the name**", "structured result holds");
        assertThat(text.replaceAll("`[^`\n]*`", "")).doesNotContain("evil", "</b>", "漢");
    }

    @Test
    void saysWhyAPartIsUnknownInOneLine() {
        String text = MachineText.of(profile(
                "found",
                description(),
                List.of(),
                List.of(),
                List.of(new UnknownPart("logon_users", "forbidden", "No.\nGrant it.", null))));

        assertThat(text)
                .contains("**Who logged on is unknown.** No. Grant it.\n")
                .doesNotContain("Nobody is known");
    }

    private static MachineProfile profile(
            String outcome,
            Description machine,
            List<Sighting> candidates,
            List<User> users,
            List<UnknownPart> unknown) {
        return new MachineProfile(
                NASTY,
                outcome,
                machine,
                List.of(NASTY, ID, ID, ID, ID, ID),
                candidates,
                candidates.isEmpty() ? 0 : 7,
                users,
                3,
                unknown,
                "2026-11-24T10:00:00Z",
                true,
                7,
                true,
                "Defender could not answer: trouble of its own (503).",
                new Allowance("machine", 100, 99, 1_500, 1_499, 0, "alone"));
    }

    private static Sighting sighting() {
        return new Sighting(
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                Collections.nCopies(90, NASTY),
                null,
                null,
                NASTY,
                true,
                true,
                NASTY,
                "https://security.microsoft.com/machines");
    }

    private static Description description() {
        return new Description(
                sighting(),
                7L,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                null,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                Collections.nCopies(90, new Interface(NASTY, NASTY, NASTY, NASTY)),
                new VirtualMachine(NASTY, NASTY, NASTY, NASTY));
    }

    private static User user() {
        return new User(NASTY, NASTY, NASTY, Collections.nCopies(90, NASTY), null, null, 1L, true, null);
    }
}
