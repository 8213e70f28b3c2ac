// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * Something as it shows to one pair of eyes: what answers are kept by, and never given to other eyes.
 *
 * @param perspective with whose eyes
 * @param of what is looked at: a file, a machine
 * @param <T> what names it
 */
record Sight<T>(Perspective perspective, T of) {

    // Written out, as wherever a record is a key on the way of every question: what the compiler leaves to the
    // runtime is interpreted natively, step by step (decision 18).

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Sight<?> that && of.equals(that.of) && perspective.equals(that.perspective));
    }

    @Override
    public int hashCode() {
        return 31 * of.hashCode() + perspective.hashCode();
    }
}
