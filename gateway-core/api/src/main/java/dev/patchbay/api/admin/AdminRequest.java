package dev.patchbay.api.admin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to the admin API.
 *
 * @param method the HTTP method, in capitals
 * @param path the path, {@code /integrated-account} for example; its segments are not encoded
 * @param query the parameters of the query, not encoded
 * @param headers further headers, {@code Idempotency-Key} for example; their names are in lower case
 * @param body a JSON value, a {@code byte[]} where the route takes a file, or {@code null} for none
 * @param remoteAddress where the person is who asks, for the audit trail; {@code null} if unknown
 */
public record AdminRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable Object body,
        @Nullable String remoteAddress) {
    public AdminRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        query = Map.copyOf(query);
        Map<String, String> named = new TreeMap<>();
        headers.forEach((name, value) -> named.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(named);
    }

    /** A request without parameters, headers and body. */
    public static AdminRequest of(String method, String path) {
        return new AdminRequest(method, path, Map.of(), Map.of(), null, null);
    }

    /** This request with one more parameter in its query. */
    public AdminRequest withQuery(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new AdminRequest(method, path, more, headers, body, remoteAddress);
    }

    /** This request with a header added or replaced. */
    public AdminRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new AdminRequest(method, path, query, more, body, remoteAddress);
    }

    /** This request with another body. */
    public AdminRequest withBody(@Nullable Object other) {
        return new AdminRequest(method, path, query, headers, other, remoteAddress);
    }

    /** This request with the address of the person who asks. */
    public AdminRequest from(@Nullable String address) {
        return new AdminRequest(method, path, query, headers, body, address);
    }
}
