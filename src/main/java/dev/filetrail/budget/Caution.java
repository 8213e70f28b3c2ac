// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

/**
 * After Defender has closed the door with a 429 only one call goes first, a probe, to see whether it is open again, so that it is
 * never run against by many. Belongs to a {@link WaitingLine}, and is used under its lock.
 */
final class Caution {

    private boolean cautious;
    private boolean probeUnderWay;
    private int throttles;

    /** @return whether nobody may go before the probe is back */
    boolean holdsAllBack() {
        return cautious && probeUnderWay;
    }

    /**
     * Somebody goes.
     *
     * @return whether that is the probe
     */
    boolean sendsProbe() {
        probeUnderWay |= cautious;
        return cautious;
    }

    /** Defender has refused a call for being asked too often. */
    void throttled() {
        cautious = true;
        throttles++;
    }

    /** @return how many calls it has refused so */
    int throttles() {
        return throttles;
    }

    /** @param isOpen whether it was let in; otherwise the next one goes first again */
    void probeIsBack(boolean isOpen) {
        probeUnderWay = false;
        cautious = !isOpen;
    }
}
