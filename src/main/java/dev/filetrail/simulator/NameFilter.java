// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OData filter by computer name: {@code computerDnsName eq '…'} and {@code startswith(computerDnsName,'…')}, any number of
 * them with {@code or} between. A quote within the quotes is doubled. It heeds case, which nobody documents, so that a client
 * can't rely on the opposite.
 *
 * @param clauses any of which is enough
 */
record NameFilter(List<Clause> clauses) {

    private static final Pattern CLAUSE = Pattern.compile(
            "(?:computerDnsName eq '((?:[^']|'')*)'|startswith\\(computerDnsName,'((?:[^']|'')*)'\\))( or |$)");

    /** What a name is, or begins with. */
    private record Clause(String text, boolean whole) {}

    /** Empty for any other filter, or none. */
    static Optional<NameFilter> read(String text) {
        List<Clause> clauses = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(text == null ? "" : text);
        int at = 0;
        boolean more = true;
        while (more && clause.find(at) && clause.start() == at) {
            boolean whole = clause.group(1) != null;
            clauses.add(new Clause((whole ? clause.group(1) : clause.group(2)).replace("''", "'"), whole));
            at = clause.end();
            more = !clause.group(3).isEmpty();
        }
        return more ? Optional.empty() : Optional.of(new NameFilter(clauses));
    }

    boolean leaves(String name) {
        return name != null
                && clauses.stream()
                        .anyMatch(each -> each.whole() ? name.equals(each.text()) : name.startsWith(each.text()));
    }
}
