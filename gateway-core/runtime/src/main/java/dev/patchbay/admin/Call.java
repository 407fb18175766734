package dev.patchbay.admin;

import dev.patchbay.token.ApiToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One request to the admin API, its caller known and its route found. */
final class Call {
    private static final int LIMIT = 50;
    private static final int MOST = 200;

    private final HttpServletRequest http;
    private final String id;
    private final ApiToken caller;
    private final Map<String, String> variables;
    private final long startNanos = System.nanoTime();
    private byte @Nullable [] body;

    /** @param variables the values of the route's variables */
    Call(HttpServletRequest http, String id, ApiToken caller, Map<String, String> variables) {
        this.http = http;
        this.id = id;
        this.caller = caller;
        this.variables = variables;
    }

    /** What ties the answer, the log and the audit trail together. */
    String id() {
        return id;
    }

    ApiToken caller() {
        return caller;
    }

    HttpServletRequest http() {
        return http;
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

    /** The bytes of the body; read once. */
    byte[] bytes() {
        byte[] read = body;
        if (read == null) {
            read = JsonBody.bytes(http);
            body = read;
        }
        return read;
    }

    /** The JSON object in the body. */
    Fields fields() {
        return JsonBody.object(bytes());
    }

    /** A parameter of the query, {@code null} if it is not given. */
    @Nullable
    String query(String name) {
        String[] values = http.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw Refusal.field(name, "is given more than once");
        }
        return values[0].isEmpty() ? null : values[0];
    }

    /** Refuses parameters of the query that mean nothing here. */
    void onlyQueries(String... names) {
        for (String name : new TreeSet<>(http.getParameterMap().keySet())) {
            if (!List.of(names).contains(name)) {
                throw Refusal.field(
                        name, names.length == 0 ? "is unknown" : "is unknown; known are " + String.join(", ", names));
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
            throw Refusal.field("limit", "is a number from 1 to " + MOST);
        }
        return Integer.parseInt(value);
    }

    /** Where a list goes on, {@code null} for its beginning. */
    @Nullable
    String cursor() {
        return query("next_cursor");
    }
}
