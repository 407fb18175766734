package dev.patchbay.integration;

import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages by the number of items before them.
 *
 * @param offset where that number is sent
 * @param first the number for the first page
 */
record Offsets(PageShape shape, Slot offset, int first) implements Pagination {
    @Override
    public List<Slot> slots() {
        Slot size = shape.size();
        return size == null ? List.of(offset) : List.of(offset, size);
    }

    @Override
    public Turn turn(int limit, @Nullable String cursor) {
        return new At(limit, cursor == null ? first : CursorState.read(cursor).number("offset", first));
    }

    private final class At implements Turn {
        private final int limit;
        private final int start;
        private final int size;

        At(int limit, int start) {
            this.limit = limit;
            this.start = start;
            this.size = shape.pageSize(limit);
        }

        @Override
        public List<Sent> sent() {
            List<Sent> sent = new ArrayList<>(2);
            sent.add(shape.number(offset, start));
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
            int taken = Math.min(limit, items.size());
            String next = last(items.size(), taken, total)
                    ? null
                    : CursorState.empty().with("offset", start + taken).write();
            return PageShape.page(items, 0, taken, next, total, response);
        }

        private boolean last(int count, int taken, @Nullable Long total) {
            if (taken < count) {
                return false;
            }
            if (count == 0) {
                return true;
            }
            return total != null ? start - first + taken >= total : shape.size() != null && count < size;
        }
    }
}
