// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged program, which is the native one when it was built so. */
@QuarkusIntegrationTest
class WrongAddressesIT extends WrongAddressesTest {}
