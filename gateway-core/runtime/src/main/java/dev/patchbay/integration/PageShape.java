package dev.patchbay.integration;

import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all paging styles have in common.
 *
 * @param items where the list is in the answer
 * @param total where the number of all items is, or {@code null}
 * @param size where the page size is sent, or {@code null} if the vendor decides it
 * @param minimum the smallest page to ask for
 * @param maximum the largest
 * @param usual how many items the model gets if it does not say
 * @param asText whether numbers in a body are sent as strings
 */
record PageShape(
        AnswerPath items,
        @Nullable AnswerPath total,
        Pagination.@Nullable Slot size,
        int minimum,
        int maximum,
        int usual,
        boolean asText) {
    /** The page size to ask the vendor for. */
    int pageSize(int limit) {
        return Math.max(minimum, Math.min(limit, maximum));
    }

    @Nullable
    Long total(VendorResponse response) {
        return total == null ? null : total.readLong(response.body());
    }

    /** A number as it is sent. */
    Sent number(Pagination.Slot slot, long value) {
        Object number = asText && slot.where() == Where.BODY ? (Object) Long.toString(value) : Long.valueOf(value);
        return new Sent(slot.where(), slot.name(), number);
    }

    void addSize(List<Sent> sent, int value) {
        if (size != null) {
            sent.add(number(size, value));
        }
    }

    /** An answer without a list where one should be: handed on as it came, as the only page. */
    static ToolResult.Data asItCame(VendorResponse response) {
        return new ToolResult.Data(response.body(), null, null, response.rateLimit());
    }

    static ToolResult.Data page(
            List<?> items, int from, int to, @Nullable String next, @Nullable Long total, VendorResponse response) {
        List<?> page = from == 0 && to == items.size() ? items : new ArrayList<>(items.subList(from, to));
        return new ToolResult.Data(page, next, total, response.rateLimit());
    }
}
