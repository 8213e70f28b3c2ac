package dev.filetrail.defender;

import java.time.Duration;

/** Asked before every attempt to call, so that whoever keeps the budget counts each one. */
public interface CallGate {

    /** @return how long there is no call to be had, zero when one is granted and counted */
    Duration callMachinesOfFile();

    /** @param wait for how long Defender wants to hear nothing more of this kind */
    void machinesOfFileThrottled(Duration wait);
}
