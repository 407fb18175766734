package dev.patchbay.integration;

import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor that answers the whole list at once. It is fetched for each page, and only that page is handed on. */
record WholeList(PageShape shape) implements Pagination {
    @Override
    public List<Slot> slots() {
        return List.of();
    }

    @Override
    public Turn turn(int limit, @Nullable String cursor) {
        return new At(limit, cursor == null ? 0 : CursorState.read(cursor).number("offset", 0));
    }

    private final class At implements Turn {
        private final int limit;
        private final int start;

        At(int limit, int start) {
            this.limit = limit;
            this.start = start;
        }

        @Override
        public List<Sent> sent() {
            return List.of();
        }

        @Override
        public ToolResult.Data read(VendorResponse response) {
            List<?> items = shape.items().readList(response.body());
            if (items == null) {
                return PageShape.asItCame(response);
            }
            int from = Math.min(start, items.size());
            int to = (int) Math.min((long) from + limit, items.size());
            String next =
                    to < items.size() ? CursorState.empty().with("offset", to).write() : null;
            return PageShape.page(items, from, to, next, (long) items.size(), response);
        }
    }
}
