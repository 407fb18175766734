package dev.patchbay.integration;

import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one method of a resource: what it publishes, and how its calls become requests. */
final class MethodReader {
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int LONGEST_SECONDS = 300;
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

    private final VendorFacts vendor;
    private final SchemaReader schemas;
    private final PaginationReader paginations;
    private final Mistakes mistakes;

    MethodReader(VendorFacts vendor, SchemaReader schemas, PaginationReader paginations, Mistakes mistakes) {
        this.vendor = vendor;
        this.schemas = schemas;
        this.paginations = paginations;
        this.mistakes = mistakes;
    }

    /**
     * @param toolName the name of the tool, whether it is published or not
     * @param tool {@code null} if the method is not documented
     */
    record Result(String toolName, @Nullable DescribedTool tool) {}

    Result read(Resource resource, String method, YamlNode.Mapping mapping) {
        Keys keys = new Keys(mapping, "a method", mistakes);
        RequestLine line = RequestLine.read(keys.place("request"), keys.need("request"), mistakes);
        if (!line.query().isEmpty()) {
            mistakes.add(keys.place("request"), "a method's query stands under \"query\" or \"fixed\"");
        }
        String description = keys.text("description");
        boolean documented = description != null && !description.isBlank();
        String title = documented ? keys.need("title") : String.valueOf(keys.text("title"));

        Pagination pagination = paginations.of(keys, method.equals("list"));
        MethodArguments arguments = new MethodArguments(vendor, schemas, mistakes);
        arguments.read(keys, line.path(), pagination);
        Map<String, FixedValue> headers =
                new LinkedHashMap<>(ResourceReader.headers(keys, resource.headers(), vendor.templates(), mistakes));
        headers.keySet().removeIf(arguments::sendsHeader);
        headers.putAll(arguments.fixedHeaders());

        RequestPlan plan = new RequestPlan(new RequestPlan.Parts(
                line.method(),
                line.path(),
                arguments.all(),
                arguments.fixedQuery(),
                headers,
                arguments.body(pagination),
                arguments.guarded(),
                pagination == null ? Set.of() : Set.of(Pagination.LIMIT, Pagination.NEXT_CURSOR)));

        String name = name(keys, resource, method);
        Effect effect = effect(keys, method, line.method());
        boolean idempotent = keys.flag("idempotent", REPEATABLE.contains(line.method()));
        boolean money = keys.flag("money", false);
        int seconds = keys.number("timeout", 1, LONGEST_SECONDS, 0);
        List<String> tags = keys.texts("tags");
        Set<String> needs = needs(keys, line.path());
        Set<String> unless = contextFields(keys, "unless");
        String hook = keys.text("hook");
        keys.close();
        if (!documented) {
            return new Result(name, null);
        }
        Tool tool = new Tool(
                name,
                title.strip(),
                description.strip(),
                resource.name(),
                method,
                new LinkedHashSet<>(tags == null ? resource.tags() : tags),
                effect,
                idempotent,
                money,
                InputSchema.of(arguments.all(), pagination),
                null,
                line.method() + " " + line.target(),
                seconds == 0 ? null : Duration.ofSeconds(seconds));
        return new Result(name, new DescribedTool(tool, plan, pagination, needs, unless, hook));
    }

    private String name(Keys keys, Resource resource, String method) {
        String given = keys.text("name");
        String name = given != null ? given : ToolNames.of(vendor.id(), resource.name(), resource.singular(), method);
        if (!TOOL_NAME.matcher(name).matches()) {
            mistakes.add(
                    keys.place("name"),
                    "\"" + name + "\" is no tool name: 1 to 64 letters, digits, _ and -; give one by \"name\"");
        }
        return name;
    }

    private static Effect effect(Keys keys, String method, String http) {
        String word = keys.word("effect", List.of("reads", "writes", "destroys"));
        if (word != null) {
            return Effect.valueOf(word.toUpperCase(Locale.ROOT));
        }
        return switch (method) {
            case "list", "get" -> Effect.READS;
            case "delete" -> Effect.DESTROYS;
            case "create", "update" -> Effect.WRITES;
            default ->
                http.equals("GET") || http.equals("HEAD")
                        ? Effect.READS
                        : http.equals("DELETE") ? Effect.DESTROYS : Effect.WRITES;
        };
    }

    /** The fields that are asked for, and the optional ones that the path cannot do without. */
    private Set<String> needs(Keys keys, PathPlan path) {
        Set<String> needs = contextFields(keys, "needs");
        for (String variable : path.variables()) {
            if (vendor.optionalContext().contains(variable)) {
                needs.add(variable);
            }
        }
        return needs;
    }

    private Set<String> contextFields(Keys keys, String key) {
        List<String> given = keys.texts(key);
        Set<String> fields = new HashSet<>(given == null ? List.of() : given);
        for (String field : fields) {
            if (!vendor.contextNames().contains(field)) {
                mistakes.add(keys.place(key), "there is no context field \"" + field + "\"");
            }
        }
        return fields;
    }
}
