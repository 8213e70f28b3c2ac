// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The last few cuts of one answer, so that the pages of a large one, and those who ask the same of it, cost next to nothing. */
final class Cuts {

    private static final int MOST = 2;

    private final Map<Key, Cut> cuts = new LinkedHashMap<>();

    private record Key(MachineFilter filter, Order order) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && order == that.order && filter.equals(that.filter);
        }

        @Override
        public int hashCode() {
            return 31 * filter.hashCode() + order.hashCode();
        }
    }

    /** @return whether {@link #get} has nothing to do */
    synchronized boolean has(MachineQuery query) {
        return cuts.containsKey(new Key(query.filter(), query.order()));
    }

    /**
     * The cut for a question; for one at a time, since it takes room.
     *
     * @param query filter and order
     * @param make makes it when there is none
     * @return the cut
     */
    synchronized Cut get(MachineQuery query, Supplier<Cut> make) {
        if (query.filter().seenWithinHours() != null) {
            // It says something else with every moment that passes.
            return make.get();
        }
        Key key = new Key(query.filter(), query.order());
        Cut cut = cuts.get(key);
        if (cut == null) {
            cut = make.get();
            cuts.put(key, cut);
            if (cuts.size() > MOST) {
                cuts.remove(cuts.keySet().iterator().next());
            }
        }
        return cut;
    }
}
