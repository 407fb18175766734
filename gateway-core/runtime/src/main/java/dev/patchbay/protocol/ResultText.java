package dev.patchbay.protocol;

import dev.patchbay.api.ToolResult;
import dev.patchbay.tool.Cursors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data of a result as the text that a model reads: {@code {"result": …, "next_cursor": …}}. What is longer
 * than a client takes is cut so that it stays JSON, says what is missing and how to get it.
 */
final class ResultText {
    private static final int LONGEST_KEPT_TEXT = 2_000;
    private static final int SHORTEST_KEPT_TEXT = 100;

    private final Cursors cursors;
    private final int maxChars;

    ResultText(Cursors cursors, int maxChars) {
        this.cursors = cursors;
        this.maxChars = maxChars;
    }

    /**
     * The text of a page.
     *
     * @param start where the page began, so that a cut one can be taken up again
     */
    String write(ToolResult.Data data, String accountId, String tool, Cursors.Position start) {
        Object value = data.value();
        if (value instanceof List<?> items && start.skip() > 0) {
            value = items.subList(Math.min(start.skip(), items.size()), items.size());
        }
        String next = data.nextCursor() == null
                ? null
                : cursors.seal(accountId, tool, new Cursors.Position(data.nextCursor(), 0));
        String text = document(value, next, data.total(), null);
        if (text.length() <= maxChars) {
            return text;
        }
        return value instanceof List<?> items && items.size() > 1
                ? fewerItems(items, data, accountId, tool, start)
                : shorterTexts(value, next, data.total(), text.length());
    }

    private String fewerItems(
            List<?> items, ToolResult.Data data, String accountId, String tool, Cursors.Position start) {
        int low = 1;
        int high = items.size() - 1;
        String best = null;
        while (low <= high) {
            int kept = (low + high) >>> 1;
            String next = cursors.seal(accountId, tool, new Cursors.Position(start.provider(), start.skip() + kept));
            String text = document(
                    items.subList(0, kept),
                    next,
                    data.total(),
                    "Only " + kept + " of the " + items.size() + " items of this page fit; next_cursor continues after"
                            + " them. Call again with the same arguments and this next_cursor for the rest.");
            if (text.length() <= maxChars) {
                best = text;
                low = kept + 1;
            } else {
                high = kept - 1;
            }
        }
        if (best != null) {
            return best;
        }
        // Not even one item fits: show it shortened, and go on behind it.
        String next = cursors.seal(accountId, tool, new Cursors.Position(start.provider(), start.skip() + 1));
        return shorterTexts(
                items.subList(0, 1),
                next,
                data.total(),
                document(items.subList(0, 1), next, null, null).length());
    }

    private String shorterTexts(@Nullable Object value, @Nullable String next, @Nullable Long total, int full) {
        for (int keep = LONGEST_KEPT_TEXT; keep >= SHORTEST_KEPT_TEXT; keep /= 2) {
            for (int items = 200; items >= 3; items /= 4) {
                String text = document(shorten(value, keep, items), next, total, cutNote(full));
                if (text.length() <= maxChars) {
                    return text;
                }
            }
        }
        return document(
                null,
                next,
                total,
                "The answer has " + full + " characters and cannot be shortened sensibly;"
                        + " ask for less, by a narrower filter or a smaller limit.");
    }

    private static String cutNote(int full) {
        return "The whole answer has " + full + " characters. Long texts and lists in it are cut where … stands;"
                + " ask for a single object or a narrower filter to see them whole.";
    }

    private static @Nullable Object shorten(@Nullable Object value, int chars, int items) {
        if (value instanceof String text && text.length() > chars) {
            int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
            return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
        }
        if (value instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            list.stream().limit(items).forEach(each -> kept.add(shorten(each, chars, items)));
            if (list.size() > items) {
                kept.add("… (" + (list.size() - items) + " more items)");
            }
            return kept;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> kept = new LinkedHashMap<>();
            map.forEach((name, member) -> kept.put(name, shorten(member, chars, items)));
            return kept;
        }
        return value;
    }

    private static String document(
            @Nullable Object value, @Nullable String next, @Nullable Long total, @Nullable String truncated) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("result", value);
        if (next != null || value instanceof List) {
            document.put("next_cursor", next);
        }
        if (total != null) {
            document.put("total", total);
        }
        if (truncated != null) {
            document.put("_truncated", truncated);
        }
        return JsonRpc.MAPPER.writeValueAsString(document);
    }
}
