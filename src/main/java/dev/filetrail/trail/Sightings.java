// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.trail.MachineTable.Column;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * One page of a table's machines. Each is made up when it is read: a hundred thousand would take 150 MB, and as JSON
 * ({@link SightingsJson}) they go out without having been made up at all.
 */
final class Sightings extends AbstractList<Sighting> implements RandomAccess {

    private final Portal portal;
    private final MachineTable table;
    private final int[] places;
    private final int from;
    private final int size;
    private final VisibleWords words;

    /**
     * @param portal which the links lead to
     * @param table all machines
     * @param places in the table, of those that match; not changed here
     * @param from how many of them come before the page
     * @param to the first of them after it
     */
    Sightings(Portal portal, MachineTable table, int[] places, int from, int to) {
        this.portal = portal;
        this.table = table;
        this.places = places;
        this.from = from;
        this.size = to - from;
        this.words = new VisibleWords(table);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Sighting get(int index) {
        int machine = place(index);
        PackedTexts texts = new PackedTexts(MachineBlock.TEXTS_OF_ITS_OWN);
        table.find(machine, texts);
        return new Sighting(
                texts.visible(MachineBlock.ID),
                texts.visible(MachineBlock.NAME),
                words.of(Column.DEVICE_GROUP, machine),
                words.of(Column.OPERATING_SYSTEM, machine),
                words.of(Column.OS_VERSION, machine),
                words.of(Column.HEALTH, machine),
                words.of(Column.RISK, machine),
                words.of(Column.EXPOSURE, machine),
                words.of(Column.VALUE, machine),
                texts.visible(MachineBlock.LAST_IP),
                texts.visible(MachineBlock.LAST_EXTERNAL_IP),
                words.tags(machine),
                IsoMoment.toSecond(table.firstSeen(machine)),
                IsoMoment.toSecond(table.lastSeen(machine)),
                words.of(Column.ONBOARDING, machine),
                table.possibleDuplicate(machine),
                table.excluded(machine),
                texts.visible(MachineBlock.MERGED_INTO),
                portal.machine(texts.text(MachineBlock.ID)));
    }

    /** @return which the links lead to */
    Portal portal() {
        return portal;
    }

    /** @return what the machines are taken from */
    MachineTable table() {
        return table;
    }

    /** @return the machines' words, as they may be shown */
    VisibleWords words() {
        return words;
    }

    /** @return where a machine of the page is in the table */
    int place(int index) {
        return places[from + index];
    }
}
