package dev.patchbay.vendor;

import dev.patchbay.api.VendorRequest;
import java.util.List;

/** Names and values as a query or form: percent-encoded, in their order. */
final class Query {
    private Query() {}

    static String of(List<VendorRequest.Param> params) {
        StringBuilder query = new StringBuilder();
        for (VendorRequest.Param param : params) {
            append(param.name(), param.value(), query);
        }
        return query.toString();
    }

    static void append(String name, String value, StringBuilder to) {
        if (to.length() > 0) {
            to.append('&');
        }
        PathSegment.encode(name, to);
        to.append('=');
        PathSegment.encode(value, to);
    }
}
