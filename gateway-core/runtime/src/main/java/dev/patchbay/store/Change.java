package dev.patchbay.store;

/**
 * The news that a row is no longer what it was.
 *
 * @param id the row, {@code *} for {@link Kind#ALL}
 */
public record Change(Kind kind, String id) {
    /** Everything may have changed: news was missed. */
    public static final Change EVERYTHING = new Change(Kind.ALL, "*");

    /** What changed. */
    public enum Kind {
        /** A connected account, or its credential. */
        ACCOUNT,
        /** An MCP server. */
        SERVER,
        /** An API token. */
        API_TOKEN,
        /** Anything: forget all that was remembered. */
        ALL
    }

    /** Whether this may concern a row of a kind. */
    public boolean concerns(Kind other) {
        return kind == other || kind == Kind.ALL;
    }
}
