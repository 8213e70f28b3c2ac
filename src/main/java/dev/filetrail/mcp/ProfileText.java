// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.FileProfile;
import dev.filetrail.trail.FileProfile.Organization;
import dev.filetrail.trail.FileProfile.UnknownPart;
import dev.filetrail.trail.FileProfile.World;
import java.util.List;
import java.util.stream.Collectors;

/** The profile of a file as a short text for people, in Markdown, under 2,000 tokens whatever the file is called. */
final class ProfileText {

    private static final int MOST_NAMES = 4;
    private static final int LONGEST_NAME = 36;
    private static final int LONGEST_REASON = 400;

    private final StringBuilder text = new StringBuilder();
    private final FileProfile profile;

    private ProfileText(FileProfile profile) {
        this.profile = profile;
    }

    /**
     * Writes the text.
     *
     * @param profile what to tell
     * @return Markdown
     */
    static String of(FileProfile profile) {
        ProfileText text = new ProfileText(profile);
        if (profile.stale()) {
            text.line(Wording.stale(profile.ageSeconds(), profile.staleReason()));
            text.line("");
        }
        if (Boolean.FALSE.equals(profile.known())) {
            text.nobodyKnows();
        } else {
            text.head();
            text.facts();
        }
        profile.unknownParts().forEach(text::unknown);
        text.next();
        text.line(Wording.answerOf(profile.fetchedAt(), profile.remembered(), profile.ageSeconds()));
        text.line(Wording.callsLeft(profile.budget()));
        return text.text.toString().strip();
    }

    private void nobodyKnows() {
        line("**Defender does not know the file** " + file());
        line("That does not mean that it is harmless, nor that it was never here: Defender has no file of that hash on"
                + " record, and has seen it nowhere of late.");
    }

    private void head() {
        boolean factsKnown = profile.unknownParts().stream()
                .noneMatch(unknown -> unknown.part().equals("file"));
        String verdict = factsKnown
                ? "Defender's verdict: " + Wording.word(profile.determination())
                        + (profile.threat() == null ? "" : ", " + Wording.code(profile.threat(), LONGEST_NAME))
                : "What the file is, is unknown here";
        line("**" + verdict + "**, for the file " + file()
                + ("Unknown".equalsIgnoreCase(profile.determination())
                                || (factsKnown && profile.determination() == null)
                        ? " That is no verdict: it does not mean that the file is harmless."
                        : ""));
        if (!profile.names().isEmpty()) {
            line("Seen here as: " + names(profile.names()) + ".");
        }
        if (factsKnown) {
            line(signature());
            line("Size: " + (profile.sizeBytes() == null ? "unknown" : profile.sizeBytes() + " bytes")
                    + (profile.fileType() == null ? "" : ". Type: " + Wording.word(profile.fileType()))
                    + (profile.publisher() == null
                            ? ""
                            : ". Publisher, as the file says: " + Wording.code(profile.publisher(), LONGEST_NAME))
                    + (profile.product() == null
                            ? ""
                            : ". Product, as the file says: " + Wording.code(profile.product(), LONGEST_NAME))
                    + ".");
        }
    }

    private String signature() {
        if (profile.signer() == null) {
            return "Signature: none that Defender knows of.";
        }
        String valid = profile.certificateValid() == null
                ? "whether the certificate is valid is unknown"
                : profile.certificateValid() ? "the certificate is valid" : "**the certificate is not valid**";
        return "Signed by " + Wording.code(profile.signer(), LONGEST_NAME)
                + (profile.issuer() == null ? "" : ", issued by " + Wording.code(profile.issuer(), LONGEST_NAME))
                + "; " + valid + ".";
    }

    private void facts() {
        Organization here = profile.organization();
        if (here != null) {
            line("In this organization: "
                    + (here.machines() == null ? "on an unknown number of machines" : "on " + machines(here.machines()))
                    + " in the last " + here.lookBackDays() + " days" + seen(here.firstSeen(), here.lastSeen()) + ".");
        }
        World world = profile.world();
        line("Worldwide: "
                + (world.machines() == null ? "on an unknown number of machines" : "on " + machines(world.machines()))
                + seen(world.firstSeen(), world.lastSeen()) + ".");
    }

    private void unknown(UnknownPart unknown) {
        line("");
        line((unknown.part().equals("file")
                        ? "**Unknown: what the file is** (verdict, signer, size). "
                        : "**Unknown: how common the file is in this organization, and what it is called here.** ")
                + ForeignText.oneLine(unknown.reason(), LONGEST_REASON));
    }

    private void next() {
        boolean alarming = profile.determination() != null
                && !"Clean".equalsIgnoreCase(profile.determination())
                && !"Unknown".equalsIgnoreCase(profile.determination());
        line("");
        line("Next: `get_machines_for_file_hash` tells which machines have it"
                + (profile.organization() != null
                                && Long.valueOf(0).equals(profile.organization().machines())
                        ? ", also those of up to 180 days ago"
                        : "")
                + (alarming ? ", `get_file_alerts` what Defender has raised about it" : "")
                + ". Its page in the portal: " + profile.link());
    }

    private String file() {
        return profile.hash() == null
                ? "with SHA-256 " + profile.resolvedFrom() + "."
                : Wording.file(profile.hash(), profile.resolvedFrom());
    }

    private static String names(List<String> names) {
        return names.stream()
                        .limit(MOST_NAMES)
                        .map(name -> Wording.code(name, LONGEST_NAME))
                        .collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " other names" : "");
    }

    private static String machines(long count) {
        return count == 1 ? "1 machine" : count + " machines";
    }

    private static String seen(String first, String last) {
        return (first == null ? "" : ", first seen " + first) + (last == null ? "" : ", last seen " + last);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
