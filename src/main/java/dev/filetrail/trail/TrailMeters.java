// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.CallsLeft;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** What is worth watching, as metrics: what calls are left, who waits for one, and how much is remembered. */
class TrailMeters {

    private static final String LEFT = "Calls to Defender that are left in the rolling window";
    private static final String LIMIT = "Calls to Defender that the rolling window may hold";

    /** @param questions made now, so that Prometheus hears of them before the first is asked */
    void register(
            @Observes StartupEvent start,
            MeterRegistry meters,
            QuestionMeters questions,
            CallBudget budget,
            Answers answers,
            SmallRyeHealthReporter health) {
        for (CallKind kind : CallKind.values()) {
            Tag call = Tag.of("call", kind.label());
            calls(meters, "filetrail.calls.left", call, "minute", LEFT, budget, kind, CallsLeft::thisMinute);
            calls(meters, "filetrail.calls.left", call, "hour", LEFT, budget, kind, CallsLeft::thisHour);
            calls(meters, "filetrail.calls.limit", call, "minute", LIMIT, budget, kind, CallsLeft::perMinute);
            calls(meters, "filetrail.calls.limit", call, "hour", LIMIT, budget, kind, CallsLeft::perHour);
            Gauge.builder("filetrail.questions.waiting", budget, each -> each.waiting(kind))
                    .description("Questions and hashes of sweeps that wait for a call")
                    .tags(Tags.of(call))
                    .strongReference(true)
                    .register(meters);
        }
        Gauge.builder("filetrail.remembered", answers, Answers::rememberedBytes)
                .description("Memory that remembered answers take")
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
        Gauge.builder("filetrail.remembered.answers", answers, Answers::rememberedAnswers)
                .description("Answers that are remembered")
                .strongReference(true)
                .register(meters);
        Gauge.builder("filetrail.ready", health, each -> each.getReadiness().isDown() ? 0 : 1)
                .description("1 when FileTrail is ready, as /q/health/ready says; 0 when it is not, or is ending")
                .strongReference(true)
                .register(meters);
    }

    private static void calls(
            MeterRegistry meters,
            String name,
            Tag call,
            String window,
            String description,
            CallBudget budget,
            CallKind kind,
            ToDoubleFunction<CallsLeft> number) {
        Gauge.builder(name, budget, each -> number.applyAsDouble(each.left(kind)))
                .description(description)
                .tags(Tags.of(call, Tag.of("window", window)))
                .strongReference(true)
                .register(meters);
    }
}
