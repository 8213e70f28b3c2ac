package dev.filetrail.defender.identity;

import java.time.Instant;

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
     * Forgets a token that Defender refused, so that the next {@link #token()} is a new one.
     *
     * @param refused the token; when another one has taken its place meanwhile, that one stays
     */
    void refused(String refused);

    /**
     * Whether there is a token already.
     *
     * @param now the time
     * @return one is kept, and has not ended by then
     */
    boolean isKept(Instant now);
}
