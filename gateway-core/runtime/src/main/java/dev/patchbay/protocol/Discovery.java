package dev.patchbay.protocol;

import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Tool;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolList;
import dev.patchbay.tool.ToolSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three tools in place of hundreds, for servers that were minted so: one searches the catalogue, one describes a tool,
 * one calls it. What is called goes the way of every other call.
 */
public final class Discovery {
    static final String SEARCH = "search_tools";
    static final String DESCRIBE = "describe_tool";
    static final String CALL = "call_tool";

    private static final int HITS = 8;
    private static final int HITS_WITH_SCHEMA = 3;
    private static final int MOST_HITS = 25;
    private static final int SUMMARY_CHARS = 240;

    private final Map<ToolList, ToolSearch> indexes = new WeakHashMap<>();

    /** The three tools, as they are listed; their descriptions say what the catalogue is about. */
    static List<Tool> tools(String integrationTitle, Set<String> tags) {
        return List.of(
                tool(
                        SEARCH,
                        "Search the tools",
                        "Finds tools of " + integrationTitle
                                + " for what is to be done. Start here: say in a few words what"
                                + " you want to do, such as \"send an email to a contact\". Answers the best tools with"
                                + " summaries, and the input schema of the first " + HITS_WITH_SCHEMA + "; then use "
                                + CALL
                                + ". Tags to narrow the search: " + String.join(", ", tags) + ".",
                        Effect.READS,
                        Map.of(
                                "query",
                                Map.of(
                                        "type",
                                        "string",
                                        "minLength",
                                        1,
                                        "description",
                                        "What is to be done, in a few words."),
                                "tags",
                                Map.of(
                                        "type",
                                        "array",
                                        "items",
                                        Map.of("type", "string"),
                                        "description",
                                        "Only tools with one of these tags."),
                                "limit",
                                Map.of(
                                        "type",
                                        "integer",
                                        "minimum",
                                        1,
                                        "maximum",
                                        MOST_HITS,
                                        "description",
                                        "How many tools at the most; " + HITS + " if left out.")),
                        List.of("query")),
                tool(
                        DESCRIBE,
                        "Describe a tool",
                        "Gives the full description and the input schema of one tool, by the name that " + SEARCH
                                + " gave.",
                        Effect.READS,
                        Map.of(
                                "name",
                                Map.of("type", "string", "description", "The tool's name, from " + SEARCH + ".")),
                        List.of("name")),
                tool(
                        CALL,
                        "Call a tool",
                        "Calls one tool of " + integrationTitle
                                + " by its name, with arguments that fit its input schema (see "
                                + SEARCH + " and " + DESCRIBE
                                + "). Depending on the tool this reads, changes or deletes"
                                + " things, sends messages or moves money: read the tool's description first.",
                        Effect.DESTROYS,
                        Map.of(
                                "name",
                                Map.of("type", "string", "description", "The tool's name, from " + SEARCH + "."),
                                "arguments",
                                Map.of(
                                        "type",
                                        "object",
                                        "description",
                                        "The arguments, as the tool's input schema says.")),
                        List.of("name")));
    }

    private static Tool tool(
            String name,
            String title,
            String description,
            Effect effect,
            Map<String, Object> properties,
            List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return new Tool(
                name,
                title,
                description,
                "tools",
                name,
                Set.of(),
                effect,
                effect == Effect.READS,
                false,
                schema,
                null,
                "none",
                null);
    }

    /** The best tools for a query. */
    Map<String, Object> search(ToolList catalogue, ObjectNode arguments) {
        ToolSearch index;
        synchronized (indexes) {
            index = indexes.computeIfAbsent(catalogue, list -> new ToolSearch(list.entries()));
        }
        Set<String> tags = new TreeSet<>();
        arguments.path("tags").forEach(tag -> tags.add(tag.asString()));
        int limit = arguments.path("limit").asInt(HITS);
        List<Map<String, Object>> hits = new ArrayList<>();
        for (ToolEntry entry : index.find(arguments.path("query").asString(), tags, limit)) {
            hits.add(hits.size() < HITS_WITH_SCHEMA ? whole(entry) : summary(entry));
        }
        return hits.isEmpty()
                ? Map.of(
                        "tools",
                        hits,
                        "hint",
                        "No tool has any of these words. Try other ones, or only a tag's: "
                                + String.join(", ", tags(catalogue.entries())))
                : Map.of("tools", hits);
    }

    /** All that is known of a tool. */
    Map<String, Object> describe(ToolList catalogue, String name) {
        return whole(found(catalogue, name));
    }

    /** The tool of a name. */
    ToolEntry found(ToolList catalogue, String name) {
        ToolEntry entry = catalogue.find(name);
        if (entry == null) {
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT, "name: there is no tool of this name here; " + SEARCH + " finds names");
        }
        return entry;
    }

    /** The tags of a catalogue, in order. */
    static Set<String> tags(Collection<ToolEntry> catalogue) {
        Set<String> tags = new TreeSet<>();
        catalogue.forEach(entry -> tags.addAll(entry.tool().tags()));
        return tags;
    }

    private static Map<String, Object> whole(ToolEntry entry) {
        Map<String, Object> whole = head(entry);
        whole.put("description", entry.tool().description());
        JsonNode schema = entry.inputSchema();
        whole.put("inputSchema", schema);
        return whole;
    }

    private static Map<String, Object> summary(ToolEntry entry) {
        String description = entry.tool().description();
        Map<String, Object> summary = head(entry);
        summary.put(
                "description",
                description.length() <= SUMMARY_CHARS ? description : description.substring(0, SUMMARY_CHARS) + "…");
        return summary;
    }

    private static Map<String, Object> head(ToolEntry entry) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("name", entry.tool().name());
        head.put("title", entry.tool().title());
        head.put("effect", entry.tool().effect().name().toLowerCase(Locale.ROOT));
        if (entry.tool().movesMoney()) {
            head.put("moves_money", true);
        }
        return head;
    }
}
