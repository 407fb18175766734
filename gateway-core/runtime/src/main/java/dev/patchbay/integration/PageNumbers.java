package dev.patchbay.integration;

import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages with numbers. The cursor keeps the page size, since another one would number the pages anew.
 *
 * @param page where the number is sent
 * @param first the number of the first page
 * @param pages where the answer says how many pages there are, or {@code null}
 */
record PageNumbers(
        PageShape shape, Slot page, int first, @Nullable AnswerPath pages) implements Pagination {
    @Override
    public List<Slot> slots() {
        Slot size = shape.size();
        return size == null ? List.of(page) : List.of(page, size);
    }

    @Override
    public Turn turn(int limit, @Nullable String cursor) {
        if (cursor == null) {
            return new At(limit, first, shape.pageSize(limit), 0, 0);
        }
        CursorState state = CursorState.read(cursor);
        int size = Math.min(state.number("size", 1), Math.max(shape.minimum(), shape.maximum()));
        return new At(limit, state.number("page", first), size, state.number("skip", 0), state.number("seen", 0));
    }

    private final class At implements Turn {
        private final int limit;
        private final int number;
        private final int size;
        /** How many items of this page the model has already got. */
        private final int skip;
        /** How many items were on the pages before. */
        private final int seen;

        At(int limit, int number, int size, int skip, int seen) {
            this.limit = limit;
            this.number = number;
            this.size = size;
            this.skip = skip;
            this.seen = seen;
        }

        @Override
        public List<Sent> sent() {
            List<Sent> sent = new ArrayList<>(2);
            sent.add(shape.number(page, number));
            shape.addSize(sent, size);
            return sent;
        }

        @Override
        public ToolResult.Data read(VendorResponse response) {
            List<?> items = shape.items().readList(response.body());
            if (items == null) {
                return PageShape.asItCame(response);
            }
            Long total = shape.total(response);
            int from = Math.min(skip, items.size());
            int to = (int) Math.min((long) from + limit, items.size());
            String next = null;
            if (to < items.size()) {
                next = cursor(number, to, seen);
            } else if (!last(items.size(), total, response)) {
                next = cursor(number + 1, 0, seen + items.size());
            }
            return PageShape.page(items, from, to, next, total, response);
        }

        private boolean last(int count, @Nullable Long total, VendorResponse response) {
            Long all = pages == null ? null : pages.readLong(response.body());
            if (count == 0 || all != null && number - first + 1 >= all || total != null && seen + count >= total) {
                return true;
            }
            // A vendor that counts is believed: a page may be short because it was filtered after it was cut.
            return all == null && total == null && shape.size() != null && count < size;
        }

        private String cursor(int nextPage, int nextSkip, int nextSeen) {
            return CursorState.empty()
                    .with("page", nextPage)
                    .with("size", size)
                    .with("skip", nextSkip)
                    .with("seen", nextSeen)
                    .write();
        }
    }
}
