// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to tell, and what is told of ourselves (OpenTelemetry's pages "OpenTelemetry Protocol Exporter" and "Environment Variable
 * Specification").
 *
 * @param address the whole of it
 * @param headers what it wants to be told
 * @param certificate a PEM file with its authority; null when Java knows it
 * @param resource what is said of this program
 */
record Collector(URI address, Map<String, String> headers, String certificate, Map<String, String> resource) {

    private static final String TRACES = "v1/traces";

    /**
     * As it is configured.
     *
     * @param config the variables
     * @return null when nothing is to be traced
     * @throws ConfigurationException when it can't work so
     */
    static Collector of(OtelConfig config) {
        Optional<String> whole = text(config.exporterOtlpTracesEndpoint());
        Optional<String> base = text(config.exporterOtlpEndpoint());
        if ((whole.isEmpty() && base.isEmpty())
                || config.sdkDisabled().filter("true"::equalsIgnoreCase).isPresent()
                || config.tracesExporter().filter("none"::equalsIgnoreCase).isPresent()) {
            return null;
        }
        if (config.exporterOtlpProtocol().filter("grpc"::equalsIgnoreCase).isPresent()) {
            throw new ConfigurationException("OTEL_EXPORTER_OTLP_PROTOCOL is grpc, which FileTrail does not speak: name"
                    + " http/json, and in OTEL_EXPORTER_OTLP_ENDPOINT the collector's port for HTTP (4318).");
        }
        URI address = whole.isPresent()
                ? address(whole.get(), "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                : address(base.get().replaceAll("/*$", "/") + TRACES, "OTEL_EXPORTER_OTLP_ENDPOINT");
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("service.name", "filetrail");
        resource.putAll(pairs(config.resourceAttributes(), "OTEL_RESOURCE_ATTRIBUTES"));
        text(config.serviceName()).ifPresent(name -> resource.put("service.name", name));
        return new Collector(
                address,
                pairs(config.exporterOtlpHeaders(), "OTEL_EXPORTER_OTLP_HEADERS"),
                text(config.exporterOtlpCertificate()).orElse(null),
                resource);
    }

    /** @return of the traces that begin here, those that are recorded */
    static double share(OtelConfig config) {
        String given = text(config.tracesSamplerArg()).orElse("1");
        try {
            double share = Double.parseDouble(given);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // said below, like every other number that does not fit
        }
        throw new ConfigurationException("OTEL_TRACES_SAMPLER_ARG must be from 0 to 1, and is '" + given + "'.");
    }

    private static URI address(String text, String name) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, like every other address that is none
        }
        throw new ConfigurationException(name + " is not an http or https address: " + text);
    }

    private static Map<String, String> pairs(Optional<String> given, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text(given).orElse("").split(",", -1)) {
            int middle = pair.indexOf('=');
            if (middle > 0) {
                pairs.put(decoded(pair.substring(0, middle)), decoded(pair.substring(middle + 1)));
            } else if (!pair.isBlank()) {
                // Not repeated: it may be half of a secret.
                throw new ConfigurationException(name + " must be name=value, with commas between.");
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        // A plus is a plus there, as in base64.
        return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<String> text(Optional<String> given) {
        return given.map(String::strip).filter(text -> !text.isEmpty());
    }
}
