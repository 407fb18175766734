package dev.patchbay.console.activity;

import dev.patchbay.console.page.Pager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The live end of the trail: what is new since the page was made.
 *
 * @param filters what is looked for
 * @param cursor where the trail ended when it was last looked at
 * @param lines what has come since, the newest first
 * @param names of what the lines name
 * @param shown how many lines have come since the page was made
 * @param state whether it goes on looking
 * @param changed whether anything about it is other than the page shows
 */
public record Tail(
        Filters filters, String cursor, List<Line> lines, Names names, int shown, State state, boolean changed) {
    /** After that many lines it stops: a page that grows for ever serves nobody. */
    static final int MOST = 500;

    /** Whether a tail looks for lines. */
    public enum State {
        LIVE,
        PAUSED,
        /** It has shown as much as one page should. */
        FULL
    }

    /** Where it looks. */
    public String url(State wanted) {
        Map<String, String> query = new HashMap<>(filters.asked());
        query.put("after", cursor);
        query.put("shown", String.valueOf(shown));
        query.put("state", wanted.name());
        query.put("was", state.name());
        return "/console/activity/tail?" + Pager.query(query);
    }

    public boolean live() {
        return state == State.LIVE;
    }

    /** How it goes, for those who see it and for those who hear it. */
    public String words() {
        if (state == State.FULL) {
            return "Stopped after " + shown + " new lines.";
        }
        if (state == State.PAUSED) {
            return "Paused.";
        }
        return shown == 0 ? "Live, newest first." : shown == 1 ? "Live: 1 new line." : "Live: " + shown + " new lines.";
    }
}
