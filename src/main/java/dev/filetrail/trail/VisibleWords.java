// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachineTable.Column;

/** The words of a table's machines as they may be shown. The machines of a page share nearly all of theirs, so each word is looked at once. */
final class VisibleWords {

    /** Where there are more, a page has only some of them. */
    private static final int MOST = 256;

    private final MachineTable table;
    private final String[][] seen = new String[Column.values().length][];

    /** @param table whose words they are */
    VisibleWords(MachineTable table) {
        this.table = table;
    }

    /**
     * A machine's.
     *
     * @param column of the word
     * @param machine its place in the table
     * @return may be null
     */
    String of(Column column, int machine) {
        String[] all = table.words(column);
        int number = table.number(column, machine);
        String word = all[number];
        if (word == null || number >= MOST) {
            return ForeignText.visible(word);
        }
        String[] ofColumn = seen[column.ordinal()];
        if (ofColumn == null) {
            ofColumn = new String[Math.min(MOST, all.length)];
            seen[column.ordinal()] = ofColumn;
        }
        if (ofColumn[number] == null) {
            ofColumn[number] = ForeignText.visible(word);
        }
        return ofColumn[number];
    }
}
