package dev.patchbay.console.page;

/**
 * A word about a state. The colour only repeats what the word says.
 *
 * @param tone the colour
 * @param word the state
 */
public record Badge(Tone tone, String word) {
    /** How good a state is. */
    public enum Tone {
        GOOD,
        NOTE,
        WARN,
        BAD,
        QUIET;

        /** The class in the style sheet. */
        public String css() {
            return "badge badge-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How an account is. */
    public static Badge account(String status) {
        return switch (status) {
            case "active" -> new Badge(Tone.GOOD, "Connected");
            case "needs_reauth" -> new Badge(Tone.BAD, "Needs reconnecting");
            case "unreachable" -> new Badge(Tone.WARN, "Vendor unreachable");
            default -> new Badge(Tone.QUIET, status.replace('_', ' '));
        };
    }

    /** How an MCP server is. */
    public static Badge server(String status) {
        return switch (status) {
            case "active" -> new Badge(Tone.GOOD, "Active");
            case "expired" -> new Badge(Tone.QUIET, "Expired");
            default -> new Badge(Tone.QUIET, status);
        };
    }

    /** What a tool does to the vendor's data. */
    public static Badge effect(String effect) {
        return switch (effect) {
            case "reads" -> new Badge(Tone.QUIET, "Reads");
            case "writes" -> new Badge(Tone.NOTE, "Writes");
            case "destroys" -> new Badge(Tone.BAD, "Destroys");
            default -> new Badge(Tone.QUIET, effect);
        };
    }

    /** How a call ended. */
    public static Badge outcome(String outcome) {
        return switch (outcome) {
            case "ok" -> new Badge(Tone.GOOD, "OK");
            case "rate_limited" -> new Badge(Tone.WARN, "Rate limited");
            default -> new Badge(Tone.BAD, outcome.replace('_', ' '));
        };
    }
}
