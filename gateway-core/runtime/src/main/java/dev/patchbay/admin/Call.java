package dev.patchbay.admin;

import dev.patchbay.account.FieldErrors;
import dev.patchbay.store.Cursor;
import dev.patchbay.token.ApiToken;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request to the admin API, its caller known and its route found. */
final class Call {
    private static final int LIMIT = 50;
    private static final int MOST = 200;

    private final Incoming incoming;
    private final String id;
    private final @Nullable ApiToken caller;
    private final Map<String, String> variables;
    private final long startNanos = System.nanoTime();
    private byte @Nullable [] body;

    /**
     * @param caller {@code null} on routes that ask for none
     * @param variables the values of the route's variables
     */
    Call(Incoming incoming, String id, @Nullable ApiToken caller, Map<String, String> variables) {
        this.incoming = incoming;
        this.id = id;
        this.caller = caller;
        this.variables = variables;
    }

    /** What ties the answer, the log and the audit trail together. */
    String id() {
        return id;
    }

    ApiToken caller() {
        if (caller == null) {
            throw new IllegalStateException("the route asks for no API token");
        }
        return caller;
    }

    /** The request as its door handed it in. */
    Incoming incoming() {
        return incoming;
    }

    long millis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /** The value of a variable of the route. */
    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable " + name);
        }
        return value;
    }

    /** The bytes of the JSON body; read once. */
    byte[] bytes() {
        byte[] read = body;
        if (read == null) {
            read = incoming.json();
            body = read;
        }
        return read;
    }

    /** The same, empty if there is no body. */
    byte[] bytesIfAny() {
        return incoming.hasBody() ? bytes() : new byte[0];
    }

    /** The JSON object in the body. */
    Fields fields() {
        return JsonBody.object(bytes());
    }

    /** The JSON object in the body, without fields if there is no body. */
    Fields fieldsIfAny() {
        return incoming.hasBody() ? fields() : JsonBody.object("{}".getBytes(StandardCharsets.US_ASCII));
    }

    /** A time in the query, {@code null} if it is not given. */
    @Nullable
    Instant time(String name) {
        String text = query(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.field(name, "must be a time such as 2027-01-31T12:00:00Z");
        }
    }

    /** One of some words in the query, {@code null} if it is not given. */
    @Nullable
    String word(String name, List<String> words) {
        String text = query(name);
        if (text != null && !words.contains(text)) {
            throw Refusal.field(name, "must be one of " + String.join(", ", words));
        }
        return text;
    }

    /** A parameter of the query, {@code null} if it is not given or empty. */
    @Nullable
    String query(String name) {
        List<String> values = incoming.query().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.field(name, "is given more than once");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /** Refuses parameters of the query that mean nothing here. */
    void onlyQueries(String... names) {
        for (String name : incoming.query().keySet()) {
            if (!List.of(names).contains(name)) {
                throw Refusal.field(
                        name.length() <= 64 ? name : name.substring(0, 64) + "…",
                        names.length == 0 ? "is unknown" : "is unknown; known are " + String.join(", ", names));
            }
        }
    }

    /** How many items a list shall have. */
    int limit() {
        String value = query("limit");
        if (value == null) {
            return LIMIT;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            throw Refusal.field("limit", "must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(value);
    }

    /** The part of a list in memory that is asked for. */
    <T> Answer part(List<T> all, Function<T, ?> view) {
        int from = (int) Math.min(all.size(), Math.max(0, FieldErrors.position(cursor())));
        int to = Math.min(all.size(), from + limit());
        return Answer.list(
                all.subList(from, to).stream().map(view).toList(), to == all.size() ? null : Cursor.after(to));
    }

    /** Where a list goes on, {@code null} for its beginning. */
    @Nullable
    String cursor() {
        return query("next_cursor");
    }
}
