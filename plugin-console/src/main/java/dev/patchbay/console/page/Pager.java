package dev.patchbay.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way from one page of a list to the next. Lists are read by cursor, so there is a next page and a first one, and no
 * page numbers: the ten thousandth page costs what the first does.
 *
 * @param next the URL of the next page; {@code null} on the last
 * @param first the URL of the first page; {@code null} on the first
 */
public record Pager(@Nullable String next, @Nullable String first) {
    /**
     * @param url the list's own URL
     * @param filters its parameters; empty ones are left out
     * @param cursor the cursor of this page; empty on the first
     * @param nextCursor the cursor of the next page; empty on the last
     */
    public static Pager of(String url, Map<String, String> filters, String cursor, String nextCursor) {
        String query = query(filters);
        String first = query.isEmpty() ? url : url + "?" + query;
        String next = first + (query.isEmpty() ? "?" : "&") + "cursor=" + URLEncoder.encode(nextCursor, UTF_8);
        return new Pager(nextCursor.isEmpty() ? null : next, cursor.isEmpty() ? null : first);
    }

    /** Parameters as they stand in an address. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** Whether there is anything to turn. */
    public boolean needed() {
        return next != null || first != null;
    }
}
