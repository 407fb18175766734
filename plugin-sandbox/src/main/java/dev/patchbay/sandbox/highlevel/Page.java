package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.QueryReader;

/** Reads how many rows a query asks for. */
final class Page {
    private static final int LARGEST = 100;

    private Page() {}

    /** {@code limit}, from 1 to 100. */
    static int limit(QueryReader query, int absent) {
        Integer limit = query.numberOrNull("limit", 1, LARGEST);
        return limit == null ? absent : limit;
    }

    /** How many rows to leave out, none if the parameter is absent. */
    static int skip(QueryReader query, String name) {
        Integer skip = query.numberOrNull(name, 0, Integer.MAX_VALUE);
        return skip == null ? 0 : skip;
    }
}
