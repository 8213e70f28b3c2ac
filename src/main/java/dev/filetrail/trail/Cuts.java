// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The last few cuts of one answer, so that the pages of a large one, and those who ask the same of it, cost next to nothing. */
final class Cuts {

    private static final int MOST = 2;

    /** In the order of their making. Replaced as a whole, so that whoever looks never waits for whoever makes one. */
    private volatile Map<Key, Cut> cuts = Map.of();

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

    /**
     * What is there already, for whoever must not make it; never waits.
     *
     * @param query filter and order
     * @return its cut; null when there is none
     */
    Cut there(MachineQuery query) {
        return cuts.get(new Key(query.filter(), query.order()));
    }

    /**
     * The cut for a question. What is there is given at once; what is not is made, one at a time, since it takes room.
     *
     * @param query filter and order
     * @param make makes it when there is none
     * @return the cut
     */
    Cut get(MachineQuery query, Supplier<Cut> make) {
        Key key = new Key(query.filter(), query.order());
        Cut cut = cuts.get(key);
        return cut == null ? made(key, make) : cut;
    }

    private synchronized Cut made(Key key, Supplier<Cut> make) {
        Cut cut = cuts.get(key);
        if (cut == null) {
            cut = make.get();
            Map<Key, Cut> more = new LinkedHashMap<>(cuts);
            more.put(key, cut);
            if (more.size() > MOST) {
                more.remove(more.keySet().iterator().next());
            }
            cuts = more;
        }
        return cut;
    }
}
