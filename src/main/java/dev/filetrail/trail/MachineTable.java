// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Machine;
import dev.filetrail.defender.MachineSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All machines of one answer, packed: some 150 bytes each instead of the 1,100 they had as JSON, so that a hundred thousand
 * fit a small process. What many machines share is a number in a column; what is their own is packed text.
 */
final class MachineTable {

    /** Columns of shared words. */
    enum Column {
        OPERATING_SYSTEM,
        OS_VERSION,
        DEVICE_GROUP,
        HEALTH,
        RISK,
        EXPOSURE,
        VALUE,
        ONBOARDING,
        TAGS
    }

    private static final int COLUMNS = Column.values().length;
    /** What a word takes besides its letters: a text, its array, and a reference to it. */
    private static final int BYTES_OF_A_WORD = 56;
    /** Stands between the tags of one machine, which share a word: U+001F, the unit separator. */
    private static final String BETWEEN_TAGS = "\u001F";

    private final MachineBlock[] blocks;
    private final String[][] words;
    private final int size;
    private final long bytes;

    private MachineTable(MachineBlock[] blocks, String[][] words) {
        this.blocks = blocks;
        this.words = words;
        int machines = 0;
        long room = 0;
        for (MachineBlock block : blocks) {
            machines += block.size();
            room += block.bytes();
        }
        for (String[] column : words) {
            for (String word : column) {
                room += BYTES_OF_A_WORD + (word == null ? 0 : word.length());
            }
        }
        this.size = machines;
        this.bytes = room;
    }

    /** @return how many machines there are */
    int size() {
        return size;
    }

    /** @return how much memory it takes, nearly */
    long bytes() {
        return bytes;
    }

    String id(int machine) {
        return text(machine, MachineBlock.ID);
    }

    String name(int machine) {
        return text(machine, MachineBlock.NAME);
    }

    String lastIp(int machine) {
        return text(machine, MachineBlock.LAST_IP);
    }

    String lastExternalIp(int machine) {
        return text(machine, MachineBlock.LAST_EXTERNAL_IP);
    }

    String mergedInto(int machine) {
        return text(machine, MachineBlock.MERGED_INTO);
    }

    private String text(int machine, int place) {
        return block(machine).text(machine % MachineBlock.FULL, place);
    }

    /**
     * Finds the texts of a machine, by their places in {@link MachineBlock}.
     *
     * @param machine its place
     * @param texts which are those of that machine then
     */
    void find(int machine, PackedTexts texts) {
        block(machine).find(machine % MachineBlock.FULL, texts);
    }

    private MachineBlock block(int machine) {
        return blocks[machine / MachineBlock.FULL];
    }

    Instant firstSeen(int machine) {
        return instant(firstSeenMillis(machine));
    }

    Instant lastSeen(int machine) {
        return instant(lastSeenMillis(machine));
    }

    /** @return milliseconds since 1970; the smallest number there is for "never", so that it sorts before all */
    long lastSeenMillis(int machine) {
        return block(machine).lastSeen(machine % MachineBlock.FULL);
    }

    /** @return as {@link #lastSeenMillis} */
    long firstSeenMillis(int machine) {
        return block(machine).firstSeen(machine % MachineBlock.FULL);
    }

    boolean possibleDuplicate(int machine) {
        return block(machine).is(machine % MachineBlock.FULL, MachineBlock.POSSIBLE_DUPLICATE);
    }

    boolean excluded(int machine) {
        return block(machine).is(machine % MachineBlock.FULL, MachineBlock.EXCLUDED);
    }

    /** @return the word of a machine in a column, may be null */
    String word(Column column, int machine) {
        return words(column)[number(column, machine)];
    }

    /** @return the number of that word, an index of {@link #words} */
    int number(Column column, int machine) {
        return block(machine).number(machine % MachineBlock.FULL, column);
    }

    /** @return the different words of a column, each may be null; not to be changed */
    String[] words(Column column) {
        return words[column.ordinal()];
    }

    /** @return the machine's tags, none is an empty list */
    List<String> tags(int machine) {
        return tags(word(Column.TAGS, machine));
    }

    /** @return the tags that a word of the column {@link Column#TAGS} stands for */
    static List<String> tags(String word) {
        return word == null ? List.of() : List.of(word.split(BETWEEN_TAGS));
    }

    /** @return the word of the column {@link Column#TAGS} that stands for some tags, null for none */
    static String tagsAsWord(List<String> tags) {
        return switch (tags.size()) {
            case 0 -> null;
            case 1 -> clean(tags.get(0));
            default ->
                String.join(BETWEEN_TAGS, tags.stream().map(MachineTable::clean).toList());
        };
    }

    private static String clean(String tag) {
        return tag.replace(BETWEEN_TAGS, " ");
    }

    /** @return the moment behind a number of {@link #lastSeenMillis}, null for "never" */
    static Instant instant(long millis) {
        return millis == MachineBlock.NEVER ? null : Instant.ofEpochMilli(millis);
    }

    /** Fills a table while an answer is read. */
    static final class Builder implements MachineSink {

        /** Of a first block; most files are on few machines. */
        private static final int FEW = 32;

        private final LargeAnswers.Turn turn;
        private final Words[] words = new Words[COLUMNS];
        private List<MachineBlock> blocks = new ArrayList<>();
        private int size;
        private int wholePages;
        private int pages;

        /** @param turn taken as soon as the table is a large one */
        Builder(LargeAnswers.Turn turn) {
            this.turn = turn;
            Arrays.setAll(words, column -> new Words());
        }

        @Override
        public void pageBegins() {
            int needed = (wholePages + MachineBlock.FULL - 1) / MachineBlock.FULL;
            blocks.subList(needed, blocks.size()).clear();
            if (needed > 0) {
                blocks.get(needed - 1).cut(wholePages - (needed - 1) * MachineBlock.FULL);
            }
            size = wholePages;
        }

        @Override
        public void pageRead() {
            wholePages = size;
            pages++;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void add(Machine machine) {
            if (size >= LargeAnswers.SMALL) {
                turn.take();
            }
            blockForOneMore().add(machine, words);
            size++;
        }

        private MachineBlock blockForOneMore() {
            MachineBlock last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last == null) {
                last = new MachineBlock(FEW);
                blocks.add(last);
            } else if (last.size() == MachineBlock.FULL) {
                last.trim();
                last = new MachineBlock(MachineBlock.FULL);
                blocks.add(last);
            }
            return last;
        }

        /**
         * Ends the table. Pages that were cut while the inventory changed can hold a machine twice; it counts once.
         *
         * @return the table
         */
        MachineTable build() {
            if (pages > 1) {
                keepFirstOfEach();
            }
            if (!blocks.isEmpty()) {
                blocks.get(blocks.size() - 1).trim();
            }
            String[][] all = new String[COLUMNS][];
            Arrays.setAll(all, column -> words[column].all());
            return new MachineTable(blocks.toArray(MachineBlock[]::new), all);
        }

        private void keepFirstOfEach() {
            List<MachineBlock> all = blocks;
            Set<String> seen = new HashSet<>();
            all.forEach(block -> block.ids().forEach(seen::add));
            if (seen.size() == size) {
                return;
            }
            blocks = new ArrayList<>();
            for (MachineBlock block : all) {
                for (int i = 0; i < block.size(); i++) {
                    if (seen.remove(block.text(i, MachineBlock.ID))) {
                        blockForOneMore().add(block, i);
                    }
                }
            }
        }
    }
}
