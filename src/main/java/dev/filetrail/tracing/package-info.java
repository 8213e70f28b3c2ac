/** Traces: what became of a question and what took how long, told to an OpenTelemetry collector when there is one. */
package dev.filetrail.tracing;
