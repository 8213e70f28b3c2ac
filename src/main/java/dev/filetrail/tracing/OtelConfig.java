// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The variables that OpenTelemetry users already have, as far as FileTrail knows them: {@code OTEL_EXPORTER_OTLP_ENDPOINT} and its kin. */
@ConfigMapping(prefix = "otel")
public interface OtelConfig {

    /** @return {@code OTEL_EXPORTER_OTLP_ENDPOINT}: base address of a collector that takes OTLP over HTTP; without one nothing is traced */
    Optional<String> exporterOtlpEndpoint();

    /** @return {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}: the whole address for traces, when it is another */
    Optional<String> exporterOtlpTracesEndpoint();

    /** @return {@code OTEL_EXPORTER_OTLP_HEADERS}: what the collector wants to be told, {@code name=value} with commas between, percent-encoded */
    Optional<String> exporterOtlpHeaders();

    /** @return {@code OTEL_EXPORTER_OTLP_CERTIFICATE}: a PEM file with the authority that the collector's certificate is from, when Java does not know it */
    Optional<String> exporterOtlpCertificate();

    /** @return {@code OTEL_EXPORTER_OTLP_PROTOCOL}: only {@code grpc} matters, which FileTrail does not speak */
    Optional<String> exporterOtlpProtocol();

    /** @return {@code OTEL_SERVICE_NAME}: what this program is called there; {@code filetrail} unless told otherwise */
    Optional<String> serviceName();

    /** @return {@code OTEL_RESOURCE_ATTRIBUTES}: what else is said of this program, {@code name=value} with commas between */
    Optional<String> resourceAttributes();

    /** @return {@code OTEL_TRACES_SAMPLER_ARG}: the share of the traces that begin here which are recorded, 0 to 1; all unless told otherwise. Of others it is for whoever began them to say */
    Optional<String> tracesSamplerArg();

    /** @return {@code OTEL_TRACES_EXPORTER}: {@code none} traces nothing */
    Optional<String> tracesExporter();

    /** @return {@code OTEL_SDK_DISABLED}: {@code true} traces nothing */
    Optional<String> sdkDisabled();
}
