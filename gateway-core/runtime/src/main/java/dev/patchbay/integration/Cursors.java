package dev.patchbay.integration;

import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages by values of the answer before.
 *
 * @param send what is sent where
 * @param more where the answer says whether there is more, or {@code null}
 */
record Cursors(PageShape shape, List<Send> send, @Nullable AnswerPath more) implements Pagination {
    /** @param sources where its value is found; the first that leads somewhere counts */
    record Send(Slot slot, List<Source> sources) {
        String key() {
            return slot.where().word() + "." + slot.name();
        }

        @Nullable
        Object value(List<?> items, VendorResponse response) {
            for (Source each : sources) {
                Object value = each.path().read(each.lastItem() ? items.get(items.size() - 1) : response.body());
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    /** @param lastItem whether the path begins at the last item of the page instead of at the answer */
    record Source(AnswerPath path, boolean lastItem) {}

    @Override
    public List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        send.forEach(each -> slots.add(each.slot()));
        Slot size = shape.size();
        if (size != null) {
            slots.add(size);
        }
        return slots;
    }

    @Override
    public Turn turn(int limit, @Nullable String cursor) {
        if (cursor == null) {
            return new At(limit, shape.pageSize(limit), 0, Map.of());
        }
        CursorState state = CursorState.read(cursor);
        Map<String, Object> values = new LinkedHashMap<>();
        if (!(state.value("send") instanceof Map<?, ?> sent)) {
            throw CursorState.unknown();
        }
        for (Send each : send) {
            Object value = sent.get(each.key());
            if (value != null) {
                values.put(each.key(), value);
            }
        }
        int skip = state.number("skip", 0);
        if (!values.keySet().equals(sent.keySet()) || values.isEmpty() && skip == 0) {
            throw CursorState.unknown();
        }
        // Within a page its size must not change; on the next one it may.
        int size = skip == 0 ? shape.pageSize(limit) : shape.pageSize(state.number("size", 1));
        return new At(limit, size, skip, values);
    }

    private final class At implements Turn {
        private final int limit;
        private final int size;
        private final int skip;
        private final Map<String, Object> values;

        At(int limit, int size, int skip, Map<String, Object> values) {
            this.limit = limit;
            this.size = size;
            this.skip = skip;
            this.values = values;
        }

        @Override
        public List<Sent> sent() {
            List<Sent> sent = new ArrayList<>();
            for (Send each : send) {
                Object value = values.get(each.key());
                if (value != null) {
                    sent.add(new Sent(each.slot().where(), each.slot().name(), value));
                }
            }
            shape.addSize(sent, size);
            return sent;
        }

        @Override
        public ToolResult.Data read(VendorResponse response) {
            List<?> items = shape.items().readList(response.body());
            if (items == null) {
                return PageShape.asItCame(response);
            }
            int from = Math.min(skip, items.size());
            int to = (int) Math.min((long) from + limit, items.size());
            String next = null;
            if (to < items.size()) {
                next = cursor(values, to);
            } else {
                Map<String, Object> following = following(items, response);
                if (following != null) {
                    next = cursor(following, 0);
                }
            }
            return PageShape.page(items, from, to, next, shape.total(response), response);
        }

        /** The values for the next page, or {@code null} if this was the last. */
        private @Nullable Map<String, Object> following(List<?> items, VendorResponse response) {
            if (items.isEmpty() || saysNoMore(response)) {
                return null;
            }
            Map<String, Object> following = new LinkedHashMap<>();
            for (Send each : send) {
                Object value = each.value(items, response);
                if (value == null || value.equals("")) {
                    return null;
                }
                following.put(each.key(), value);
            }
            // A vendor that answers the same cursor again would be asked for ever.
            return following.equals(values) ? null : following;
        }

        private boolean saysNoMore(VendorResponse response) {
            Object says = more == null ? null : more.read(response.body());
            return says != null && (says.equals(false) || says.equals("false"));
        }

        private String cursor(Map<String, Object> sent, int nextSkip) {
            return CursorState.empty()
                    .with("send", sent)
                    .with("size", size)
                    .with("skip", nextSkip)
                    .write();
        }
    }
}
