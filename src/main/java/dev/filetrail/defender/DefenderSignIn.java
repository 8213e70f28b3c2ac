// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.identity.SignInException;
import dev.filetrail.defender.identity.TokenClaims;
import dev.filetrail.defender.identity.TokenSource;
import dev.filetrail.defender.identity.TokenSources;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** How FileTrail is signed in to Defender, and what its tokens say, without a question to Defender. */
@Singleton
public class DefenderSignIn {

    private final DefenderSetup setup;
    private final TokenSources tokens;
    private final Clock clock;

    DefenderSignIn(DefenderSetup setup, TokenSources tokens, Clock clock) {
        this.setup = setup;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Makes ready what the first sign-in needs: the connections' settings, not the connections. */
    public void prepare() {
        tokens.ofApplication().prepare();
    }

    /**
     * Signs in, if that has not been done. Waits for the network.
     *
     * @return what the token says
     * @throws DefenderException when there is no token to be had
     */
    public SignedIn signIn() {
        return signedIn(null, token(tokens.ofApplication()));
    }

    /**
     * Signs in on behalf of a person, if that has not been done. Waits for the network.
     *
     * @param person on whose behalf
     * @throws DefenderException when there is no token to be had
     */
    public void signIn(Person person) {
        token(Person.tokens(person, tokens));
    }

    /**
     * Whether a person is signed in already, so that {@link #signIn(Person)} would ask nobody.
     *
     * @param person on whose behalf
     * @return a token is kept
     */
    public boolean isSignedIn(Person person) {
        return Person.tokens(person, tokens).kept(clock.instant()).isPresent();
    }

    /**
     * What the token says that is kept. Asks nobody.
     *
     * @param person on whose behalf; null for the application itself
     * @return empty when none is kept
     */
    public Optional<SignedIn> signedIn(Person person) {
        return Person.tokens(person, tokens).kept(clock.instant()).map(token -> signedIn(person, token));
    }

    private SignedIn signedIn(Person person, String token) {
        TokenClaims claims = TokenClaims.of(token);
        return new SignedIn(
                person != null, claims.permissions(), claims.audience(), setup.isRightAudience(claims.audience()));
    }

    /**
     * Looks whether another token would allow something else than the one that is kept, for instance since an administrator has
     * granted a permission, and changes over to such a one. Otherwise, and when none is to be had, the one that is kept stays.
     * Waits for the network.
     *
     * @param person on whose behalf; null for the application itself
     * @throws DefenderException when there is no token to be had
     */
    public void lookAgain(Person person) {
        TokenSource source = Person.tokens(person, tokens);
        Optional<String> kept = source.kept(clock.instant());
        try {
            if (kept.isPresent() && !TokenClaims.of(source.another()).equals(TokenClaims.of(kept.get()))) {
                source.refused(kept.get());
                source.token();
            }
        } catch (SignInException e) {
            throw Trouble.signIn(e);
        }
    }

    /**
     * A token, for which somebody may have to be asked. Waits for the network.
     *
     * @param source where it comes from
     * @return the token itself, never to be logged
     * @throws DefenderException when there is none to be had
     */
    static String token(TokenSource source) {
        try {
            return source.token();
        } catch (SignInException e) {
            throw Trouble.signIn(e);
        }
    }
}
