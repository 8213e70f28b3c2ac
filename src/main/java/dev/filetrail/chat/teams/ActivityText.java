package dev.filetrail.chat.teams;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody has typed, without what Teams puts into it. */
final class ActivityText {

    /** In a channel the bot gets a message only by being mentioned, and its name then stands in the text. */
    private static final Pattern MENTION = Pattern.compile("<at(?: [^<>]*)?>([^<>]*)</at>", Pattern.CASE_INSENSITIVE);

    private ActivityText() {}

    /**
     * The question itself.
     *
     * @param activity a message
     * @return without the mentions of the bot; those of others by their names only
     */
    static String of(Activity activity) {
        String bot = Activity.text(activity.recipient(), "id");
        String text = activity.text();
        for (String mention : activity.entities()
                .filter(entity -> "mention".equals(Activity.text(entity, "type")))
                .filter(entity ->
                        !bot.isEmpty() && bot.equals(Activity.text(Activity.object(entity, "mentioned"), "id")))
                .map(entity -> Activity.text(entity, "text"))
                .filter(each -> !each.isBlank())
                .collect(Collectors.toSet())) {
            text = text.replace(mention, " ");
        }
        return MENTION.matcher(text)
                .replaceAll("$1")
                .replace("&nbsp;", " ")
                .replace('\u00a0', ' ')
                .strip();
    }
}
