package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sorts and cuts the lists which the vendor pages. */
final class Page {
    private static final int LARGEST = 100;

    private Page() {}

    /** The page that the query asks for; {@code page} and {@code pageSize} must be in it. */
    static ApiAnswer of(List<ObjectNode> rows, QueryReader query) {
        int page = query.number("page", 1, Integer.MAX_VALUE);
        int pageSize = query.number("pageSize", 1, LARGEST);
        int from = (int) Math.min(rows.size(), (page - 1L) * pageSize);
        int to = Math.min(rows.size(), from + pageSize);
        ObjectNode json = Json.object()
                .put("currentPage", page)
                .put("pageCount", (rows.size() + pageSize - 1) / pageSize)
                .put("pageSize", pageSize)
                .put("rowCount", rows.size());
        json.set("results", Json.list(rows.subList(from, to), row -> row));
        return ApiAnswer.json(json);
    }

    /**
     * As {@link #of}, sorted first by the field which {@code orderBy} names. {@code orderByDescending} is either
     * {@code true}, which turns that order round, or itself the name of the field to sort by, largest first.
     */
    static ApiAnswer sorted(List<ObjectNode> rows, QueryReader query) {
        String ascending = query.textOrNull("orderBy");
        String descending = query.textOrNull("orderByDescending");
        boolean isFlag = "true".equals(descending) || "false".equals(descending);
        boolean reverse = isFlag ? "true".equals(descending) : descending != null;
        String parameter = isFlag || descending == null ? "orderBy" : "orderByDescending";
        String field = parameter.equals("orderBy") ? ascending : descending;
        if (field == null || rows.isEmpty()) {
            return of(rows, query);
        }
        if (!rows.get(0).has(field)) {
            throw Refusal.ofField(parameter, "must name a field of the results, but is " + field);
        }
        Comparator<ObjectNode> order = Comparator.comparing(row -> row.get(field), Page::compare);
        List<ObjectNode> sorted = new ArrayList<>(rows);
        sorted.sort(reverse ? order.reversed() : order);
        return of(sorted, query);
    }

    private static int compare(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left != null && right != null && left.isNumber() && right.isNumber()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return text(left).compareTo(text(right));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || node.isContainer() ? "" : node.asString().toLowerCase(Locale.ROOT);
    }
}
