package dev.patchbay.store;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in the order of creation.
 *
 * @param next what fetches the following part, to be given back as it is; {@code null} at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of rows that were fetched with one more than the limit, to see whether any follow.
     *
     * @param position where a row stands in the order
     */
    public static <R, T> Page<T> of(List<R> fetched, int limit, ToLongFunction<R> position, Function<R, T> item) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched.stream().map(item).toList(), null);
        }
        List<R> shown = fetched.subList(0, limit);
        return new Page<>(shown.stream().map(item).toList(), Cursor.after(position.applyAsLong(shown.get(limit - 1))));
    }
}
