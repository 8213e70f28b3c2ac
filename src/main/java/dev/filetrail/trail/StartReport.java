// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.DefenderSignIn;
import dev.filetrail.defender.SignedIn;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Signs in once the server listens, and says what will work: an operator then reads of a missing permission at the start, not
 * from whoever asks first. A sign-in that fails stops nothing; it is tried again with the first question.
 */
@Singleton
class StartReport {

    private static final Logger LOG = Logger.getLogger(StartReport.class);

    private final DefenderSignIn signIn;
    private final DefenderSetup setup;

    StartReport(DefenderSignIn signIn, DefenderSetup setup) {
        this.signIn = signIn;
        this.setup = setup;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        if (setup.onBehalfOf()) {
            LOG.info("Asks Defender with the rights of the person who asks, in tenant " + setup.tenantId() + ".");
            return;
        }
        try {
            tell(signIn.signIn());
        } catch (DefenderException e) {
            LOG.warn("Not signed in yet. " + e.getMessage() + " " + e.whatToDo() + " Try: filetrail doctor");
        }
    }

    private void tell(SignedIn signedIn) {
        String who = "Signed in to tenant " + setup.tenantId() + " by " + setup.signsInBy();
        String lacking = Tools.lacking(signedIn);
        if (!signedIn.rightAudience()) {
            LOG.warn(who + ", but for " + signedIn.audience() + ", which Defender will refuse. Try: filetrail doctor");
        } else if (signedIn.audience() == null || lacking.isEmpty()) {
            LOG.info(who + ". Permissions: " + String.join(", ", signedIn.permissions()) + ".");
        } else {
            LOG.warn(who + ". Will not work: " + lacking + ". Try: filetrail doctor");
        }
    }
}
