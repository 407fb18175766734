package dev.patchbay.tool;

import dev.patchbay.api.Prompt;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The prompts whose tools a server has, in a fixed order, with the JSON array that lists them. Immutable. */
public final class PromptList {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of a server without an integration, and of most others. */
    public static final PromptList NONE = new PromptList(List.of(), Set.of());

    private final List<Prompt> offered;
    private final Map<String, Prompt> prompts = new LinkedHashMap<>();
    private final byte[] array;

    PromptList(List<Prompt> offered, Set<String> tools) {
        this.offered = offered;
        for (Prompt prompt : offered) {
            if (tools.containsAll(prompt.tools())) {
                prompts.put(prompt.name(), prompt);
            }
        }
        array = encode();
    }

    boolean isOf(List<Prompt> list) {
        return offered == list;
    }

    /** Whether there is none: such a server does not know the word. */
    public boolean isEmpty() {
        return prompts.isEmpty();
    }

    /** The prompt of a name, or {@code null} for a name that is not in this list, for whatever reason. */
    public @Nullable Prompt find(String name) {
        return prompts.get(name);
    }

    /** The JSON array of the prompts; shared, not to be changed. */
    public byte[] array() {
        return array;
    }

    private byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartArray();
            prompts.values().forEach(prompt -> write(out, prompt));
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Prompt prompt) {
        out.writeStartObject();
        out.writeStringProperty("name", prompt.name());
        out.writeStringProperty("title", prompt.title());
        out.writeStringProperty("description", prompt.description());
        if (!prompt.arguments().isEmpty()) {
            out.writeName("arguments");
            out.writeStartArray();
            for (Prompt.Argument argument : prompt.arguments()) {
                out.writeStartObject();
                out.writeStringProperty("name", argument.name());
                out.writeStringProperty("description", argument.description());
                out.writeBooleanProperty("required", argument.required());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
