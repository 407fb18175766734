package dev.patchbay.tool;

import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool that passed the quality gate, with what is made of it once: its schema as a tree and the check of arguments. */
public final class ToolEntry {
    private final Tool tool;
    private final JsonNode inputSchema;
    private final JsonMapper mapper;
    private final List<HeaderParam> headerParams;
    // Most tools of a large integration are never called; a schema is compiled at the first call.
    private volatile ArgumentCheck check;
    private volatile int bytes = -1;

    ToolEntry(Tool tool, JsonNode inputSchema, JsonMapper mapper) {
        this.tool = tool;
        this.inputSchema = inputSchema;
        this.mapper = mapper;
        List<HeaderParam> found = new ArrayList<>();
        findHeaderParams(inputSchema, JsonPointer.empty(), found);
        this.headerParams = List.copyOf(found);
    }

    /**
     * An argument that is repeated in a header.
     *
     * @param header the value of its {@code x-mcp-header}
     * @param pointer where it is among the arguments
     */
    public record HeaderParam(String header, JsonPointer pointer) {}

    /** The arguments that are repeated in headers; most tools have none. */
    public List<HeaderParam> headerParams() {
        return headerParams;
    }

    private static void findHeaderParams(JsonNode schema, JsonPointer pointer, List<HeaderParam> found) {
        for (var property : schema.path("properties").properties()) {
            JsonPointer below = pointer.appendProperty(property.getKey());
            if (property.getValue().has("x-mcp-header")) {
                found.add(
                        new HeaderParam(property.getValue().path("x-mcp-header").asString(), below));
            }
            findHeaderParams(property.getValue(), below, found);
        }
    }

    public Tool tool() {
        return tool;
    }

    /** The input schema as it is published. */
    public JsonNode inputSchema() {
        return inputSchema;
    }

    /** What is wrong with the arguments, one sentence for each mistake; empty if nothing is. */
    public List<String> mistakes(JsonNode arguments) {
        ArgumentCheck compiled = check;
        if (compiled == null) {
            compiled = new ArgumentCheck(inputSchema);
            check = compiled;
        }
        return compiled.mistakes(arguments);
    }

    /** How long the tool is as an object of a {@code tools/list} answer, in UTF-8. */
    int bytes() {
        int known = bytes;
        if (known < 0) {
            ByteArrayOutputStream written = new ByteArrayOutputStream(1024);
            try (JsonGenerator out = mapper.createGenerator(written)) {
                write(out, true);
            }
            known = written.size();
            bytes = known;
        }
        return known;
    }

    /** The tool as an object of a {@code tools/list} answer. */
    void write(JsonGenerator out, boolean anyOutputSchema) {
        out.writeStartObject();
        out.writeStringProperty("name", tool.name());
        out.writeStringProperty("title", tool.title());
        out.writeStringProperty("description", tool.description());
        out.writeName("inputSchema");
        mapper.writeTree(out, inputSchema);
        var output = tool.outputSchema();
        if (output != null && (anyOutputSchema || "object".equals(output.get("type")))) {
            out.writeName("outputSchema");
            mapper.writeValue(out, output);
        }
        out.writeName("annotations");
        out.writeStartObject();
        out.writeStringProperty("title", tool.title());
        out.writeBooleanProperty("readOnlyHint", tool.effect() == Effect.READS);
        out.writeBooleanProperty("destructiveHint", tool.effect() == Effect.DESTROYS);
        out.writeBooleanProperty("idempotentHint", tool.idempotent());
        out.writeBooleanProperty("openWorldHint", true);
        out.writeEndObject();
        out.writeEndObject();
    }
}
