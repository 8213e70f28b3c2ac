// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachineTable.Column;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The words of a table's machines as they may be shown. The machines of a page share nearly all of theirs, so each word is looked at once. For many threads at once. */
final class VisibleWords {

    /** Where there are more, a page has only some of them. */
    private static final int MOST = 256;

    private final MachineTable table;
    private final String[][] seen = new String[Column.values().length][];
    private final AtomicReferenceArray<List<String>> tags;

    /** @param table whose words they are */
    VisibleWords(MachineTable table) {
        this.table = table;
        this.tags = new AtomicReferenceArray<>(Math.min(MOST, table.words(Column.TAGS).length));
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
        String known = ofColumn[number];
        if (known == null) {
            known = ForeignText.visible(word);
            ofColumn[number] = known;
        }
        return known;
    }

    /**
     * A machine's tags.
     *
     * @param machine its place in the table
     * @return none is an empty list
     */
    List<String> tags(int machine) {
        int number = table.number(Column.TAGS, machine);
        if (number >= tags.length()) {
            return visible(table.tags(machine));
        }
        List<String> known = tags.get(number);
        if (known == null) {
            known = visible(table.tags(machine));
            tags.set(number, known);
        }
        return known;
    }

    private static List<String> visible(List<String> texts) {
        return texts.stream().map(ForeignText::visible).toList();
    }
}
