// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import java.time.Instant;
import java.util.Optional;

/** Where the tokens for Defender come from. */
public interface TokenSource {

    /** Makes ready what the first {@link #token()} needs, without asking anybody. */
    void prepare();

    /**
     * A token that is valid now; kept, and renewed before it ends. May wait for the network.
     *
     * @return the token itself, never null, never to be logged
     * @throws SignInException when there is none to be had
     */
    String token();

    /**
     * The token that {@link #token()} gives when it need not ask anybody.
     *
     * @return empty when it would have to ask
     */
    Optional<String> atHand();

    /**
     * Forgets a token that Defender refused, so that the next {@link #token()} is a new one.
     *
     * @param refused the token; when another one has taken its place meanwhile, that one stays
     */
    void refused(String refused);

    /**
     * The token that there is already. Asks nobody.
     *
     * @param now the time
     * @return empty when none is kept that has not ended by then
     */
    Optional<String> kept(Instant now);

    /**
     * A token beside the one that is kept, which stays, whatever comes of this. May wait for the network.
     *
     * @return the token itself, never null, never to be logged
     * @throws SignInException when there is none to be had
     */
    String another();
}
