package dev.patchbay.sandbox;

import tools.jackson.databind.JsonNode;

/** A vendor's API in memory. Every method may be called by any thread. */
public interface Miniature {
    /** Answers one request. A {@link Refusal} is turned into the vendor's kind of error inside; none comes out. */
    ApiAnswer answer(ApiRequest request);

    /** Forgets all that was done and begins again from the seed. */
    void reset();

    /** All that it holds, for checks; no key is in it. */
    JsonNode state();

    /** Adds what can be controlled of this miniature alone to the control API; nothing by itself. */
    default void addControls(RouteTable controls) {}

    /** The text with every secret of this API masked, for the record of requests. */
    String redact(String text);
}
