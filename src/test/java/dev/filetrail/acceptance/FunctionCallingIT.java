// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

/** The same, of the packaged program. */
@QuarkusIntegrationTest
@Tag("long")
class FunctionCallingIT extends FunctionCallingTest {}
