package dev.filetrail.defender;

import java.util.Set;

/**
 * What the application's token says. Defender alone decides by it; this is to tell the operator beforehand.
 *
 * @param permissions the application's; empty when it has none, or the token can't be read
 * @param audience whom the token is for; null when it can't be read
 * @param rightAudience it is the one that this cloud's Defender takes, as far as can be told
 */
public record SignedIn(Set<String> permissions, String audience, boolean rightAudience) {}
