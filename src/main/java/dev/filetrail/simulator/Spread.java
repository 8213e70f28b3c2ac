// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.SplittableRandom;

/** How the values of the enumerated properties are spread: believable, with few machines in danger. */
enum Spread {
    HEALTH(
            new Share(88, "Active"),
            new Share(7, "Inactive"),
            new Share(2, "ImpairedCommunication"),
            new Share(2, "NoSensorData"),
            new Share(1, "NoSensorDataImpairedCommunication")),
    RISK(
            new Share(64, "None"),
            new Share(12, "Informational"),
            new Share(15, "Low"),
            new Share(7, "Medium"),
            new Share(2, "High")),
    EXPOSURE(new Share(2, "None"), new Share(56, "Low"), new Share(32, "Medium"), new Share(10, "High")),
    VALUE(new Share(88, "Normal"), new Share(6, "High"), new Share(6, "Low")),
    ONBOARDING(
            new Share(94, "Onboarded"),
            new Share(4, "CanBeOnboarded"),
            new Share(1, "Unsupported"),
            new Share(1, "InsufficientInfo"));

    private final Share[] shares;

    Spread(Share... shares) {
        this.shares = shares;
    }

    private record Share(int inHundred, String value) {}

    String pick(SplittableRandom random) {
        int ticket = random.nextInt(100);
        for (Share share : shares) {
            ticket -= share.inHundred();
            if (ticket < 0) {
                return share.value();
            }
        }
        throw new IllegalStateException(this + " is not spread over a hundred");
    }
}
