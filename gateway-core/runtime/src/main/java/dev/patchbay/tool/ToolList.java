package dev.patchbay.tool;

import dev.patchbay.api.Prompt;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools that one filter leaves of one catalogue, in a fixed order, with the JSON arrays that list them. Immutable;
 * shared by every server of the same accounts and filters, whoever asks.
 */
public final class ToolList {
    private final Map<String, ToolEntry> entries;
    private final byte[] array;
    private final byte[] legacyArray;
    private volatile PromptList prompts = PromptList.NONE;

    ToolList(List<ToolEntry> tools, JsonMapper mapper) {
        Map<String, ToolEntry> byName = new LinkedHashMap<>();
        for (ToolEntry entry : tools) {
            byName.put(entry.tool().name(), entry);
        }
        entries = byName;
        array = encode(mapper, true);
        boolean same = tools.stream().allMatch(each -> each.tool().outputSchema() == null);
        legacyArray = same ? array : encode(mapper, false);
    }

    /** The entry of a name, or {@code null} for a name that is not in this list, for whatever reason. */
    public @Nullable ToolEntry find(String name) {
        return entries.get(name);
    }

    /** All entries, in order. */
    public Collection<ToolEntry> entries() {
        return entries.values();
    }

    /** All names, in order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The JSON array of the tools; shared, not to be changed. */
    public byte[] array() {
        return array;
    }

    /** The JSON array for clients of revisions before 2026-07-28, which take no output schema but an object's. */
    public byte[] legacyArray() {
        return legacyArray;
    }

    /** Those of an integration's prompts whose tools are all in this list. */
    public PromptList prompts(List<Prompt> offered) {
        PromptList known = prompts;
        if (!known.isOf(offered)) {
            known = new PromptList(offered, entries.keySet());
            prompts = known;
        }
        return known;
    }

    /** How large the array is. */
    public ToolSize size() {
        return new ToolSize(entries.size(), array.length);
    }

    private byte[] encode(JsonMapper mapper, boolean anyOutputSchema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 1024);
        try (JsonGenerator out = mapper.createGenerator(bytes)) {
            out.writeStartArray();
            for (ToolEntry entry : entries.values()) {
                entry.write(out, anyOutputSchema);
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }
}
