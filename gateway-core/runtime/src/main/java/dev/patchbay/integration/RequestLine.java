package dev.patchbay.integration;

import dev.patchbay.api.VendorRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code GET /tickets/{ticketId}} in its parts. */
record RequestLine(String method, String target, PathPlan path, List<VendorRequest.Param> query) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
    private static final RequestLine NONE = new RequestLine("GET", "/", PathPlan.of("/"), List.of());

    /** Reads a line; a mistake makes a line that asks for the root. */
    static RequestLine read(Place place, String line, Mistakes mistakes) {
        if (line.isEmpty()) {
            return NONE; // told already
        }
        int space = line.indexOf(' ');
        String method = space < 0 ? line : line.substring(0, space);
        if (!METHODS.contains(method)) {
            mistakes.add(place, "a request begins with one of GET, POST, PUT, PATCH, DELETE, HEAD and a space");
            return NONE;
        }
        String target = line.substring(space + 1).trim();
        int question = target.indexOf('?');
        try {
            PathPlan path = PathPlan.of(question < 0 ? target : target.substring(0, question));
            List<VendorRequest.Param> query = question < 0 ? List.of() : query(target.substring(question + 1));
            return new RequestLine(method, target, path, query);
        } catch (IllegalArgumentException e) {
            mistakes.add(place, String.valueOf(e.getMessage()));
            return NONE;
        }
    }

    private static List<VendorRequest.Param> query(String query) {
        List<VendorRequest.Param> params = new ArrayList<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            params.add(new VendorRequest.Param(decode(name), decode(value)));
        }
        return params;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
