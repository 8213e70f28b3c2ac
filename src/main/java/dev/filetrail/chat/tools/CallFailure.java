// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import io.vertx.core.json.JsonObject;

/** Says over plain HTTP what a call that failed says over MCP: the same words, and the status that programs go by. */
final class CallFailure {

    private static final String META = "_meta";
    /** Where a tool's result has its facts for programs. */
    private static final String FACTS = "dev.filetrail/error";

    private static final String RETRY = "retry_after_seconds";

    private static final int INVALID_PARAMS = -32602;

    private CallFailure() {}

    /**
     * A tool that has told why it gives no answer.
     *
     * @param result of the call, an error
     * @return the same
     */
    static ToolsProblem told(JsonObject result) {
        JsonObject meta = result.getJsonObject(META, new JsonObject());
        JsonObject facts = meta.getJsonObject(FACTS, new JsonObject());
        String outcome = facts.getString("outcome", "fault");
        ToolsProblem problem = new ToolsProblem(status(outcome), Representation.words(result))
                .saying("outcome", outcome)
                .saying(RETRY, facts.getLong(RETRY))
                .saying("defender_correlation_id", facts.getString("defender_correlation_id"));
        return facts.getLong(RETRY) == null
                ? problem
                : problem.with("Retry-After", String.valueOf(facts.getLong(RETRY)));
    }

    /**
     * A call that came to no tool.
     *
     * @param error of the response
     * @return the same
     */
    static ToolsProblem refused(JsonObject error) {
        boolean badQuestion = error.getInteger("code", 0) == INVALID_PARAMS;
        return new ToolsProblem(badQuestion ? 400 : 500, error.getString("message"))
                .saying("outcome", badQuestion ? "bad_question" : "fault");
    }

    /** @return that nobody knows why */
    static ToolsProblem fault() {
        return new ToolsProblem(500, "FileTrail itself failed; its log says why: FileTrail's operator looks there.")
                .saying("outcome", "fault");
    }

    /** What Defender says of FileTrail's own token or question is FileTrail's affair, so never a 400 or 401. */
    private static int status(String outcome) {
        return switch (outcome) {
            case "bad_question" -> 400;
            case "forbidden", "nobody_signed_in" -> 403;
            case "unknown_sha256" -> 422;
            case "throttled", "budget_spent" -> 429;
            case "bad_request",
                    "unauthorized",
                    "service_failed",
                    "unreachable",
                    "broken_answer",
                    "too_large",
                    "sign_in" -> 502;
            case "overloaded", "resting", "audit_failed" -> 503;
            case "timed_out" -> 504;
            default -> 500;
        };
    }
}
