// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.MalformedURLException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The same against the packaged program, which is the native one when it was built so. */
@QuarkusIntegrationTest
@Tag("long")
class BudgetShownIT extends BudgetShownTest {

    /** Where it tells of itself unless told otherwise; the test's own port is for programs in its process. */
    @BeforeEach
    void whereMetricsAre() throws MalformedURLException {
        metricsAddress = URI.create("http://127.0.0.1:9000/q/metrics").toURL();
    }
}
