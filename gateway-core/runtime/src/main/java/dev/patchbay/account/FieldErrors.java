package dev.patchbay.account;

import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with an operator's input, field by field, so that all of it is told at once. */
public final class FieldErrors {
    /** The key of the errors in {@link GatewayException#data()}: a list of maps with {@code field} and {@code message}. */
    public static final String KEY = "errors";

    private final List<Map<String, Object>> errors = new ArrayList<>();

    /**
     * Notes an error.
     *
     * @param field the path of the field, {@code context.companyDomain} for example
     * @param message what is wrong and what would be right; never the value of a secret
     */
    public FieldErrors add(String field, String message) {
        errors.add(Map.of("field", field, "message", message));
        return this;
    }

    /**
     * Where a list goes on.
     *
     * @param cursor as a client sent it, {@code null} for the beginning
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if it is no cursor
     */
    public static long position(@Nullable String cursor) {
        return Cursor.position(cursor)
                .orElseThrow(() -> new FieldErrors()
                        .add("next_cursor", "is not one that a list gave")
                        .exception());
    }

    /** Notes an error unless a condition holds. */
    public void check(boolean good, String field, String message) {
        if (!good) {
            add(field, message);
        }
    }

    /** Whether any was noted. */
    public boolean any() {
        return !errors.isEmpty();
    }

    /** @throws GatewayException of kind {@code INVALID_ARGUMENT} with all errors, if there are any */
    public void raise() {
        if (any()) {
            throw exception();
        }
    }

    /** All errors as one exception. */
    public GatewayException exception() {
        String message = errors.stream()
                .map(each -> each.get("field") + ": " + each.get("message"))
                .collect(Collectors.joining("; "));
        return new GatewayException(
                GatewayException.Kind.INVALID_ARGUMENT, message, null, null, Map.of(KEY, List.copyOf(errors)), null);
    }
}
