// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in one sentence why the program could not start, where whoever configured it can mend that. */
final class WhyNotStarted {

    /** An address that can't be had for health and metrics has no exception of its own, only these words and the address. */
    private static final String FOR_MANAGEMENT = "Unable to start the management interface on ";
    /** How SmallRye Config tells of a value: the property, the value, and the converter's words. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (?:SRCFG\\d+: )?(.*)",
            Pattern.DOTALL);
    /** What people set. Settings of libraries that are made of these fail with them. */
    private static final Pattern OURS = Pattern.compile("(?i)(filetrail|azure|identity|otel)[._].*");

    private WhyNotStarted() {}

    /**
     * Looks for what can be mended.
     *
     * @param failure what ended the start
     * @return the sentence; none where it is a fault of the program
     */
    static Optional<String> sentence(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            Matcher value = NOT_TAKEN.matcher(String.valueOf(root.getMessage()));
            if (value.find()) {
                return Optional.of(notTaken(value.group(1), value.group(2), value.group(3)));
            }
            if (String.valueOf(root.getMessage()).startsWith(FOR_MANAGEMENT)) {
                return Optional.of(notHad(
                        root.getMessage().substring(FOR_MANAGEMENT.length()),
                        "health and metrics",
                        "QUARKUS_MANAGEMENT_HOST and QUARKUS_MANAGEMENT_PORT"));
            }
            root = root.getCause();
        }
        if (root instanceof QuarkusBindException taken) {
            return Optional.of(notHad(
                    taken.getHost() + ":" + taken.getPort(),
                    "questions",
                    "QUARKUS_HTTP_HOST and QUARKUS_HTTP_PORT (with TLS QUARKUS_HTTP_SSL_PORT)"));
        }
        if (root instanceof ConfigValidationException invalid) {
            return Optional.of(notTaken(invalid));
        }
        return root instanceof ConfigurationException ? Optional.ofNullable(root.getMessage()) : Optional.empty();
    }

    private static String notHad(String address, String what, String settings) {
        return "FileTrail can't listen on " + address + " for " + what
                + ": another program does, or the address is not this machine's. " + settings + " give another one.";
    }

    private static String notTaken(ConfigValidationException invalid) {
        List<Matcher> values = IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> NOT_TAKEN.matcher(invalid.getProblem(i).getMessage()))
                .filter(Matcher::find)
                .collect(Collectors.toList());
        if (values.size() < invalid.getProblemCount()) {
            return invalid.getMessage();
        }
        boolean ours =
                values.stream().anyMatch(value -> OURS.matcher(value.group(1)).matches());
        return values.stream()
                .filter(value -> !ours || OURS.matcher(value.group(1)).matches())
                .map(value -> notTaken(value.group(1), value.group(2), value.group(3)))
                .collect(Collectors.joining("\n"));
    }

    /** An address may have a password before an {@code @}, which the converter repeats. */
    private static String notTaken(String name, String value, String why) {
        return value.contains("@")
                ? name + " can't be taken. Its value is not shown: there may be a password in it."
                : name + " is '" + value + "', which can't be taken: " + why + ".";
    }
}
