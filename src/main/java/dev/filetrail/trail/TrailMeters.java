package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.CallsLeft;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** What is worth watching, as metrics: what calls are left, who waits for one, and how much is remembered. */
class TrailMeters {

    void register(@Observes StartupEvent start, MeterRegistry meters, CallBudget budget, Answers answers) {
        for (CallKind kind : CallKind.values()) {
            Tag call = Tag.of("call", kind.label());
            calls(meters, "filetrail.calls.left", call, "minute", budget, kind, CallsLeft::thisMinute);
            calls(meters, "filetrail.calls.left", call, "hour", budget, kind, CallsLeft::thisHour);
            calls(meters, "filetrail.calls.limit", call, "minute", budget, kind, CallsLeft::perMinute);
            calls(meters, "filetrail.calls.limit", call, "hour", budget, kind, CallsLeft::perHour);
            Gauge.builder("filetrail.questions.waiting", budget, each -> each.waiting(kind))
                    .description("Questions and hashes of sweeps that wait for a call")
                    .tags(Tags.of(call))
                    .register(meters);
        }
        Gauge.builder("filetrail.remembered", answers, Answers::rememberedBytes)
                .description("Memory that remembered answers take")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("filetrail.remembered.answers", answers, Answers::rememberedAnswers)
                .description("Answers that are remembered")
                .register(meters);
    }

    private static void calls(
            MeterRegistry meters,
            String name,
            Tag call,
            String window,
            CallBudget budget,
            CallKind kind,
            ToDoubleFunction<CallsLeft> number) {
        Gauge.builder(name, budget, each -> number.applyAsDouble(each.left(kind)))
                .description("Calls to Defender in the rolling window")
                .tags(Tags.of(call, Tag.of("window", window)))
                .register(meters);
    }
}
