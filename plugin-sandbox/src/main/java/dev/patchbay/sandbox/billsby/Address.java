package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A postal address; the vendor demands no part of it where an address is nested. */
record Address(
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String state,
        @Nullable String city,
        @Nullable String country,
        @Nullable String postCode) {

    static final Address NONE = new Address(null, null, null, null, null, null);

    static Address read(JsonBody body) {
        return new Address(
                body.textOrNull("addressLine1"),
                body.textOrNull("addressLine2"),
                body.textOrNull("state"),
                body.textOrNull("city"),
                body.textOrNull("country"),
                body.textOrNull("postCode"));
    }

    /** Reads the six fields of a body that demands all but the second line. */
    static Address readComplete(JsonBody body) {
        return new Address(
                body.text("addressLine1"),
                body.textOrNull("addressLine2"),
                body.text("state"),
                body.text("city"),
                body.text("country"),
                body.text("postCode"));
    }

    ObjectNode toJson() {
        return Json.object()
                .put("addressLine1", addressLine1)
                .put("addressLine2", addressLine2)
                .put("state", state)
                .put("city", city)
                .put("country", country)
                .put("postCode", postCode);
    }
}
