// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.defender.Alert;
import dev.filetrail.trail.AlertsReport.Count;
import dev.filetrail.trail.AlertsReport.FileAlert;
import dev.filetrail.trail.AlertsReport.Summary;
import dev.filetrail.trail.SmallAnswers.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes the report out of the alerts of a file: filter, summary over all that match, one page. Costs no call.
 *
 * @param portal knows the pages for people
 */
record AlertReporting(Portal portal) {

    /** More different values than this in one part of the summary are put together. */
    private static final int MOST_COUNTS = 30;

    private static final String OTHERS = "(others)";
    private static final String OPEN = "Open";
    private static final String RESOLVED = "Resolved";

    /**
     * The report.
     *
     * @param known what Defender said, newest first, and how it was come by
     * @param sha1 the file
     * @param resolvedFrom the SHA-256 that was asked with, null when it was the SHA-1
     * @param query what somebody wants to see of it
     * @param cursor where the page before ended, null for the first
     * @param ageSeconds of the answer
     * @param budget what calls are left
     * @param now for "raised within so many hours"
     * @return the report
     */
    AlertsReport report(
            Known<List<Alert>> known,
            FileHash sha1,
            String resolvedFrom,
            AlertQuery query,
            AlertCursor cursor,
            long ageSeconds,
            Allowance budget,
            Instant now) {
        List<Alert> matching = known.value().stream()
                .filter(alert -> matches(alert, query.filter(), now))
                .toList();
        List<Alert> rest = cursor == null
                ? matching
                : matching.stream().filter(cursor::isBefore).toList();
        List<Alert> page = rest.subList(0, Math.min(query.limit(), rest.size()));
        return new AlertsReport(
                sha1.hex(),
                resolvedFrom,
                known.value().size(),
                matching.size(),
                summary(matching),
                page.stream().map(this::alert).toList(),
                page.size() < rest.size()
                        ? AlertCursor.after(page.get(page.size() - 1)).encode(sha1, query.filter())
                        : null,
                portal.file(sha1),
                IsoMoment.toSecond(known.fetchedAt()),
                known.remembered(),
                ageSeconds,
                known.staleReason() != null,
                known.staleReason(),
                budget);
    }

    private static boolean matches(Alert alert, AlertFilter filter, Instant now) {
        return (filter.minSeverity() == null || Level.rank(alert.severity()) >= Level.rank(filter.minSeverity()))
                && (filter.status() == null
                        || filter.status().equalsIgnoreCase(alert.status())
                        || (filter.status().equalsIgnoreCase(OPEN) && isOpen(alert)))
                && (filter.createdWithinHours() == null
                        || (alert.created() != null
                                && !alert.created()
                                        .isBefore(now.minus(Duration.ofHours(filter.createdWithinHours())))));
    }

    private static boolean isOpen(Alert alert) {
        return !RESOLVED.equalsIgnoreCase(alert.status());
    }

    private static Summary summary(List<Alert> alerts) {
        return new Summary(
                counts(alerts, Alert::severity, true),
                counts(alerts, Alert::status, false),
                counts(alerts, Alert::category, false),
                (int) alerts.stream().filter(AlertReporting::isOpen).count(),
                (int) alerts.stream()
                        .map(Alert::machineId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                IsoMoment.toSecond(
                        created(alerts).min(Comparator.naturalOrder()).orElse(null)),
                IsoMoment.toSecond(
                        created(alerts).max(Comparator.naturalOrder()).orElse(null)));
    }

    private static Stream<Instant> created(List<Alert> alerts) {
        return alerts.stream().map(Alert::created).filter(Objects::nonNull);
    }

    private static List<Count> counts(List<Alert> alerts, Function<Alert, String> property, boolean worstFirst) {
        Map<String, Integer> numbers = new HashMap<>();
        alerts.forEach(
                alert -> numbers.merge(String.valueOf(ForeignText.visible(property.apply(alert))), 1, Integer::sum));
        Comparator<Count> mostFirst = Comparator.comparingInt(Count::alerts)
                .reversed()
                .thenComparing(Count::value, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<Count> order = worstFirst
                ? Comparator.<Count>comparingInt(count -> Level.rank(count.value()))
                        .reversed()
                        .thenComparing(mostFirst)
                : mostFirst;
        List<Count> counts = numbers.entrySet().stream()
                .map(each -> new Count(each.getKey().equals("null") ? null : each.getKey(), each.getValue()))
                .sorted(order)
                .toList();
        if (counts.size() <= MOST_COUNTS) {
            return counts;
        }
        int rest = counts.stream().skip(MOST_COUNTS - 1).mapToInt(Count::alerts).sum();
        return Stream.concat(counts.stream().limit(MOST_COUNTS - 1), Stream.of(new Count(OTHERS, rest)))
                .toList();
    }

    private FileAlert alert(Alert alert) {
        return new FileAlert(
                ForeignText.visible(alert.id()),
                ForeignText.visible(alert.incidentId()),
                ForeignText.visible(alert.severity()),
                ForeignText.visible(alert.status()),
                ForeignText.visible(alert.classification()),
                ForeignText.visible(alert.title()),
                ForeignText.visible(alert.category()),
                ForeignText.visible(alert.threatFamily()),
                ForeignText.visible(alert.detectionSource()),
                ForeignText.visible(alert.machineId()),
                ForeignText.visible(alert.machineName()),
                alert.machineId() == null ? null : portal.machine(alert.machineId()),
                IsoMoment.toSecond(alert.created()),
                IsoMoment.toSecond(alert.firstEvent()),
                IsoMoment.toSecond(alert.lastEvent()),
                IsoMoment.toSecond(alert.resolved()),
                alert.techniques().stream().map(ForeignText::visible).toList(),
                portal.alert(alert.id()));
    }
}
