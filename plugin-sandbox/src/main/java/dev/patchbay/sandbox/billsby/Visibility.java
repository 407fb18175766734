package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.JsonBody;

/** Who can see a product, a plan or a cycle; the vendor's number is the ordinal. */
enum Visibility {
    Public,
    Hidden,
    Internal,
    OffSale;

    /** The body's field {@code visibility}, or what it was when the field is missing. */
    static Visibility read(JsonBody body, Visibility absent) {
        return values()[body.number("visibility", 0, values().length - 1, absent.ordinal())];
    }
}
