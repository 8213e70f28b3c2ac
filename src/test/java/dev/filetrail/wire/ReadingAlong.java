package dev.filetrail.wire;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Has every test of FileTrail, in its own process or packaged, read along what it says over MCP. */
public final class ReadingAlong implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        install();
    }

    /** The same for a test that starts FileTrail by itself. */
    public static void install() {
        if (RestAssured.filters().stream().noneMatch(WireFilter.class::isInstance)) {
            RestAssured.filters(new WireFilter());
        }
    }
}
