// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.HashList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody wants to know.
 *
 * @param topic what of the files
 * @param list the hashes that were given; may be none
 * @param page which page of the answer, 1 or more
 * @param cursor where the page before ended, as a button brought it; null when it was typed, or is the first
 * @param rest what was typed beside the word for the topic when there is no hash, made up of what is no blank; may be empty
 */
record Question(Topic topic, HashList list, int page, String cursor, String rest) {

    /** What can be asked. */
    enum Topic {
        /** Which machines have seen the files. */
        MACHINES("machines"),
        /** What the file is. */
        FILE("file"),
        /** Which alerts the file is part of. */
        ALERTS("alerts"),
        /** What can be asked at all. */
        HELP("help");

        private final String word;

        Topic(String word) {
            this.word = word;
        }

        /** @return the word to type */
        String word() {
            return word;
        }

        /**
         * The topic of a word.
         *
         * @param word in lower case
         * @return null when it is none
         */
        static Topic of(String word) {
            return WORDS.get(word);
        }
    }

    /** As far as anybody turns pages. */
    static final int LAST_PAGE = 1_000;

    private static final Map<String, Topic> WORDS = Map.ofEntries(
            Map.entry("machines", Topic.MACHINES),
            Map.entry("machine", Topic.MACHINES),
            Map.entry("devices", Topic.MACHINES),
            Map.entry("device", Topic.MACHINES),
            Map.entry("sweep", Topic.MACHINES),
            Map.entry("file", Topic.FILE),
            Map.entry("profile", Topic.FILE),
            Map.entry("alerts", Topic.ALERTS),
            Map.entry("alert", Topic.ALERTS),
            Map.entry("help", Topic.HELP));

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern PAGE = Pattern.compile("(?i) page +([0-9]{1,6})(?:[. ]|$)");

    /**
     * Reads a message.
     *
     * @param message as it was delivered, with or without mentions
     * @return what is wanted: the first word says of what, machines where it says nothing; help where there is nothing to ask for
     */
    static Question read(String message) {
        String text = MessageText.withoutMentions(message);
        HashList list = HashList.read(text);
        String words = MessageText.words(text);
        List<String> all = new ArrayList<>(List.of(BLANKS.split(words, 4)));
        Topic named = Topic.of(plain(all.get(0)));
        if (named == Topic.HELP && list.hashes().isEmpty()) {
            return help();
        }
        boolean asks = named != null && named != Topic.HELP;
        if (!asks && list.hashes().isEmpty() && list.notUnderstood().isEmpty()) {
            return help();
        }
        Topic topic = asks ? named : Topic.MACHINES;
        String rest = list.hashes().isEmpty() && asks && all.size() > 1 ? all.get(1) : "";
        return new Question(topic, list, page(words), null, rest);
    }

    /** @return the question what can be asked */
    static Question help() {
        return new Question(Topic.HELP, HashList.read(""), 1, null, "");
    }

    /** @return the first of the hashes; there has to be one */
    FileHash hash() {
        return list.hashes().get(0);
    }

    /** @return whether it is about many files, and how common each of them is */
    boolean isSweep() {
        return topic == Topic.MACHINES && list.hashes().size() > 1;
    }

    /** @return what to type for the same */
    String typed() {
        return topic.word()
                + (list.hashes().size() == 1 ? " " + hash().hex() : "")
                + (page == 1 ? "" : " page " + page);
    }

    /**
     * The same of another page.
     *
     * @param further which
     * @return the question
     */
    Question at(int further) {
        return new Question(topic, list, further, null, rest);
    }

    /**
     * The same of one file.
     *
     * @param hash which
     * @return the question, with what was not understood of the list
     */
    Question ofOnly(FileHash hash) {
        HashList one = new HashList(List.of(hash), 0, list.notUnderstood(), list.moreNotUnderstood());
        return new Question(topic, one, page, cursor, rest);
    }

    private static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") || lower.startsWith("/") ? lower.replaceAll("^/|\\.$", "") : lower;
    }

    private static int page(String words) {
        Matcher page = PAGE.matcher(words);
        int last = 1;
        while (page.find()) {
            last = Integer.parseInt(page.group(1));
        }
        return Math.min(LAST_PAGE, Math.max(1, last));
    }
}
