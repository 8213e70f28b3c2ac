// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A machine as it is on the wire: properties by name, in the service's order. A map and not a component for each, since
 * what makes a simulated machine odd is a property that is absent, of another type or unknown.
 */
record SimulatedMachine(Map<String, Object> properties) {

    String id() {
        return (String) properties.get("id");
    }

    /** The computer's DNS name; null if there is none. */
    String name() {
        return (String) properties.get("computerDnsName");
    }

    String osPlatform() {
        return (String) properties.get("osPlatform");
    }

    Object get(String property) {
        return properties.get(property);
    }

    SimulatedMachine with(String property, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        changed.put(property, value);
        return new SimulatedMachine(changed);
    }

    SimulatedMachine without(String property) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        changed.remove(property);
        return new SimulatedMachine(changed);
    }
}
