// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

/** The states of a sensor that Defender documents, by which machines can be filtered. */
enum SensorHealth {
    ACTIVE("Active"),
    INACTIVE("Inactive"),
    IMPAIRED_COMMUNICATION("ImpairedCommunication"),
    NO_SENSOR_DATA("NoSensorData"),
    NO_SENSOR_DATA_IMPAIRED_COMMUNICATION("NoSensorDataImpairedCommunication"),
    UNKNOWN("Unknown");

    private final String word;

    SensorHealth(String word) {
        this.word = word;
    }

    /** @return as Defender writes it, and as it is typed */
    @Override
    public String toString() {
        return word;
    }
}
