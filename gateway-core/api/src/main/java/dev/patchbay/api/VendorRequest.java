package dev.patchbay.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to the account's vendor. The path is relative to the vendor's base URL: there is no way to name another
 * host.
 *
 * @param method the HTTP method, in capitals
 * @param path starts with a slash; each segment is already percent-encoded
 * @param query names and values in the order in which they are sent, not yet encoded
 * @param headers further headers
 * @param body the body, or {@code null} for none
 */
public record VendorRequest(
        String method,
        String path,
        List<Param> query,
        Map<String, String> headers,
        @Nullable VendorBody body) {
    public VendorRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a vendor path starts with a slash: " + path);
        }
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** One parameter of the query. */
    public record Param(String name, String value) {
        public Param {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** A GET request without parameters. */
    public static VendorRequest get(String path) {
        return new VendorRequest("GET", path, List.of(), Map.of(), null);
    }

    /** This request with one more parameter in its query. */
    public VendorRequest withQuery(String name, String value) {
        List<Param> more = new ArrayList<>(query);
        more.add(new Param(name, value));
        return new VendorRequest(method, path, more, headers, body);
    }

    /** This request with a header added or replaced. */
    public VendorRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new VendorRequest(method, path, query, more, body);
    }

    /** This request with another body. */
    public VendorRequest withBody(VendorBody other) {
        return new VendorRequest(method, path, query, headers, other);
    }
}
