// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Instant;
import java.util.List;

/**
 * A machine as the API describes it (API page "Machine resource type"), less what FileTrail has no use for. Everything but
 * {@code id} may be null; what the API calls an enumeration is text as it came, since the service adds values unannounced.
 *
 * @param id the machine's id, never null, usually 40 hexadecimal digits
 * @param name its DNS name, full or short
 * @param firstSeen when Defender first saw the machine (not the file)
 * @param lastSeen its last full report, about every 24 hours
 * @param osPlatform Windows11, Ubuntu …
 * @param osVersion 22H2, 9.5 …
 * @param lastIpAddress IPv4 or IPv6
 * @param lastExternalIpAddress IPv4 or IPv6
 * @param health Active, Inactive, ImpairedCommunication, NoSensorData, NoSensorDataImpairedCommunication, Unknown
 * @param value Normal, Low, High
 * @param deviceGroup name of the device group
 * @param risk None, Informational, Low, Medium, High
 * @param exposure None, Low, Medium, High
 * @param tags never null
 * @param onboarding Onboarded, CanBeOnboarded, Unsupported, InsufficientInfo
 * @param possibleDuplicate the service suspects that this is another record of a machine it knows
 * @param excluded somebody has excluded the machine from the inventory
 * @param mergedInto id of the record that lives on
 */
public record Machine(
        String id,
        String name,
        Instant firstSeen,
        Instant lastSeen,
        String osPlatform,
        String osVersion,
        String lastIpAddress,
        String lastExternalIpAddress,
        String health,
        String value,
        String deviceGroup,
        String risk,
        String exposure,
        List<String> tags,
        String onboarding,
        boolean possibleDuplicate,
        boolean excluded,
        String mergedInto) {}
