package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the resources of all files, and their methods with them. */
final class ResourceReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final VendorFacts vendor;
    private final MethodReader methods;
    private final Mistakes mistakes;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Map<String, Place> toolNames = new LinkedHashMap<>();
    private final List<DescribedTool> tools = new ArrayList<>();
    private int undocumented;

    ResourceReader(VendorFacts vendor, SchemaReader schemas, PaginationReader paginations, Mistakes mistakes) {
        this.vendor = vendor;
        this.methods = new MethodReader(vendor, schemas, paginations, mistakes);
        this.mistakes = mistakes;
    }

    List<DescribedTool> tools() {
        return tools;
    }

    int undocumented() {
        return undocumented;
    }

    void read(Keys file) {
        file.mappings("resources").forEach((name, mapping) -> {
            if (!NAME.matcher(name).matches()) {
                mistakes.add(mapping.place(), "resource \"" + name + "\" must be of lower-case letters, digits and _");
            }
            if (!seen.add(name)) {
                mistakes.add(mapping.place(), "there are two resources \"" + name + "\"");
            }
            resource(name, new Keys(mapping, "a resource", mistakes));
        });
    }

    private void resource(String name, Keys keys) {
        String singular = keys.text("singular");
        List<String> tags = keys.texts("tags");
        Resource resource = new Resource(
                name,
                singular == null ? ToolNames.singular(name) : singular,
                tags == null ? List.of() : tags,
                headers(keys, vendor.headers()));
        keys.mappings("methods").forEach((method, mapping) -> {
            if (!NAME.matcher(method).matches()) {
                mistakes.add(mapping.place(), "method \"" + method + "\" must be of lower-case letters, digits and _");
            }
            MethodReader.Result read = methods.read(resource, method, mapping);
            Place before = toolNames.putIfAbsent(read.toolName(), mapping.place());
            if (before != null) {
                mistakes.add(mapping.place(), "tool " + read.toolName() + " is there already, at " + before);
            }
            if (read.tool() == null) {
                undocumented++;
            } else {
                tools.add(read.tool());
            }
        });
        keys.close();
    }

    /** The headers of a mapping over those that it inherits; names are compared without regard to case. */
    private Map<String, FixedValue> headers(Keys keys, Map<String, FixedValue> inherited) {
        return headers(keys, inherited, vendor.templates(), mistakes);
    }

    static Map<String, FixedValue> headers(
            Keys keys, Map<String, FixedValue> inherited, TemplateReader templates, Mistakes mistakes) {
        YamlNode.Mapping mapping = keys.mapping("headers");
        if (mapping == null) {
            return inherited;
        }
        Map<String, FixedValue> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(inherited);
        Keys names = new Keys(mapping, "headers", mistakes);
        mapping.entries().forEach((name, entry) -> {
            String text = names.text(name);
            if (!token(name)) {
                mistakes.add(entry.place(), "\"" + name + "\" is not the name of a header");
            } else if (text != null) {
                Template template = templates.read(entry.place(), text);
                headers.remove(name);
                headers.put(name, template::fill);
            }
        });
        return headers;
    }

    /** Whether a text can be the name of a header. */
    static boolean token(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }
}
