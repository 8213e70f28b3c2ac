// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Locale;

/**
 * A setting that is on or off. SmallRye Config takes every word that it doesn't know for a no, so that a slip of the pen would switch
 * off what protects somebody.
 */
public final class YesOrNo {

    private static final int LONGEST_SHOWN = 200;

    private YesOrNo() {}

    /**
     * Reads one.
     *
     * @param property its name, for the sentence
     * @param text as it was set
     * @return on or off
     * @throws ConfigurationException a sentence that names the property, when the text is neither
     */
    public static boolean of(String property, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "on", "1" -> true;
            case "false", "no", "n", "off", "0" -> false;
            default ->
                throw new ConfigurationException(property + " (" + variable(property) + ") is '"
                        + ForeignText.oneLine(text, LONGEST_SHOWN) + "', but must be true or false.");
        };
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
