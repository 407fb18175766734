package dev.patchbay.protocol;

import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.vendor.CancellableClient;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The place of a call in the client's trace, which is handed on to the vendor.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C: Trace Context</a>
 */
record TraceContext(String traceparent) {
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** What a request's {@code _meta} says; empty if it says nothing, or nothing that can be trusted to be harmless. */
    static Optional<TraceContext> of(JsonNode meta) {
        String given = meta.path("traceparent").asString("");
        return WELL_FORMED.matcher(given).matches() ? Optional.of(new TraceContext(given)) : Optional.empty();
    }

    /** A way to the vendor that tells it of the trace. */
    CancellableClient tell(CancellableClient vendor) {
        return new CancellableClient() {
            @Override
            public VendorResponse send(VendorRequest request) {
                return vendor.send(request.withHeader("traceparent", traceparent));
            }

            @Override
            public void cancel() {
                vendor.cancel();
            }

            @Override
            public boolean mayHaveActed() {
                return vendor.mayHaveActed();
            }
        };
    }
}
