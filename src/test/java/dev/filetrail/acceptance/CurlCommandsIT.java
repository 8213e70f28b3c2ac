package dev.filetrail.acceptance;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, of the packaged program. */
@QuarkusIntegrationTest
class CurlCommandsIT extends CurlCommandsTest {}
