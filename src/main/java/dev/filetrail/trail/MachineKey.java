// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody calls a machine.
 *
 * @param text its id in lower case, or its name as it was given
 * @param isId it is the id, which no two machines share
 */
public record MachineKey(String text, boolean isId) {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern OTHER_HASH = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{64}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:.*:)[0-9a-fA-F:.]+(%.*)?");
    /** What no computer's name holds (Microsoft's page "Naming conventions in Active Directory"). */
    private static final Pattern IN_NO_NAME = Pattern.compile("[\\\\/:*?\"<>|\\[\\]]");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_SHOWN = 60;

    private static final String WHAT_IS_NEEDED =
            "Needed is a machine's id (40 hexadecimal digits, 'id' in the answers of get_machines_for_file_hash) or its"
                    + " computer name, full or short, such as srv-web-13.prod.example.com or srv-web-13.";

    /**
     * Reads what was given, and forgives quotes around it and a dot at the end.
     *
     * @param given anything; may be null
     * @return what it names
     * @throws TrailException a bad question that says what is wrong with it
     */
    public static MachineKey parse(String given) {
        String text = given == null ? "" : given.replaceAll("^[`'\"\\s]+|[`'\".\\s]+$", "");
        if (text.isEmpty()) {
            throw TrailException.badQuestion("No machine was named.", WHAT_IS_NEEDED);
        }
        if (ID.matcher(text).matches()) {
            return new MachineKey(text.toLowerCase(Locale.ROOT), true);
        }
        String wrong = OTHER_HASH.matcher(text).matches()
                ? "is a hash of a file, not a machine"
                : ADDRESS.matcher(text).matches()
                        ? "is an address, and machines change theirs: FileTrail finds a machine by its id or name only"
                        : text.indexOf('\\') > 0
                                        && !IN_NO_NAME
                                                .matcher(text.substring(text.indexOf('\\') + 1))
                                                .find()
                                ? "holds a domain and a backslash: leave both away"
                                : whyNoName(text);
        if (wrong != null) {
            throw TrailException.badQuestion(
                    "'" + ForeignText.oneLine(text, LONGEST_SHOWN) + "' " + wrong + ".", WHAT_IS_NEEDED);
        }
        return new MachineKey(text, false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineKey that && text.equals(that.text) && isId == that.isId;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static String whyNoName(String name) {
        if (name.length() > LONGEST_NAME) {
            return "is longer than any computer's name";
        }
        boolean readable = name.equals(ForeignText.visible(name))
                && name.codePoints().anyMatch(Character::isLetterOrDigit)
                && !IN_NO_NAME.matcher(name).find();
        return readable ? null : "can't be a computer's name; a machine whose name looks so is found by its id";
    }
}
