package dev.patchbay.tool;

import java.util.Collection;

/**
 * How much of a client's room a list of tools takes.
 *
 * @param bytes the length of the JSON array that lists them
 */
public record ToolSize(int tools, int bytes) {
    private static final int BYTES_PER_TOKEN = 4;

    /** The size that a list of tools would have. */
    public static ToolSize of(Collection<ToolEntry> tools) {
        int bytes = "[]".length() + Math.max(0, tools.size() - 1);
        for (ToolEntry each : tools) {
            bytes += each.bytes();
        }
        return new ToolSize(tools.size(), bytes);
    }

    /** About how many tokens of a model's context the list takes. */
    public int estimatedTokens() {
        return bytes / BYTES_PER_TOKEN;
    }
}
