package dev.patchbay.console.servers;

import dev.patchbay.console.json.Json;
import java.util.Locale;

/**
 * How large a list of tools is.
 *
 * @param known whether the gateway says
 * @param tools how many
 * @param bytes of the list as a client gets it
 * @param tokens what it takes of a model's context, estimated
 */
public record ListSize(boolean known, long tools, long bytes, long tokens) {
    static ListSize of(Json size, String nameOfCount) {
        return new ListSize(
                size.present(), size.number(nameOfCount), size.number("bytes"), size.number("estimated_tokens"));
    }

    /** In words: {@code 12 tools, 9.4 kB, about 2,300 tokens}. */
    public String words() {
        return tools + (tools == 1 ? " tool, " : " tools, ") + weight();
    }

    /** What it weighs: {@code 9.4 kB, about 2,300 tokens}. */
    public String weight() {
        // an estimate, and written as one
        long rounded = tokens < 1_000 ? tokens : Math.round(tokens / 100.0) * 100;
        return String.format(Locale.ENGLISH, "%s, about %,d tokens", size(), rounded);
    }

    private String size() {
        return bytes < 1_000
                ? bytes + " bytes"
                : String.format(Locale.ENGLISH, bytes < 100_000 ? "%.1f kB" : "%,.0f kB", bytes / 1_000.0);
    }
}
