package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the arguments and fixed values of one method, and whether they go together. */
final class MethodArguments {
    private final VendorFacts vendor;
    private final SchemaReader schemas;
    private final Mistakes mistakes;
    private final List<Argument> all = new ArrayList<>();
    private final Map<Where, Map<String, FixedValue>> fixed = new LinkedHashMap<>();
    private boolean hasBody;
    private BodyPlan.Type bodyType = BodyPlan.Type.JSON;
    private @Nullable String bodyFrom;

    MethodArguments(VendorFacts vendor, SchemaReader schemas, Mistakes mistakes) {
        this.vendor = vendor;
        this.schemas = schemas;
        this.mistakes = mistakes;
        for (Where where : Where.values()) {
            fixed.put(where, new LinkedHashMap<>());
        }
    }

    /** All arguments, in the order path, query, header, body. */
    List<Argument> all() {
        return all;
    }

    Map<String, FixedValue> fixedQuery() {
        return fixed(Where.QUERY);
    }

    Map<String, FixedValue> fixedHeaders() {
        return fixed(Where.HEADER);
    }

    private Map<String, FixedValue> fixed(Where where) {
        return fixed.getOrDefault(where, Map.of());
    }

    /** The values that only the account and the description decide, by the names an argument might have. */
    Map<String, FixedValue> guarded() {
        Map<String, FixedValue> guarded = new LinkedHashMap<>();
        fixed.values().forEach(guarded::putAll);
        for (String name : vendor.contextNames()) {
            guarded.put(name, context -> context.get(name));
        }
        return guarded;
    }

    boolean sendsHeader(String name) {
        return all.stream()
                        .anyMatch(each ->
                                each.where() == Where.HEADER && each.wire().equalsIgnoreCase(name))
                || fixedHeaders().keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    @Nullable
    BodyPlan body(@Nullable Pagination pagination) {
        boolean paged = pagination != null && pagination.slots().stream().anyMatch(slot -> slot.where() == Where.BODY);
        if (!hasBody && fixed(Where.BODY).isEmpty() && !paged) {
            return null;
        }
        return new BodyPlan(bodyType, in(Where.BODY), fixed(Where.BODY), bodyFrom);
    }

    private List<Argument> in(Where where) {
        return all.stream().filter(each -> each.where() == where).toList();
    }

    void read(Keys method, PathPlan path, @Nullable Pagination pagination) {
        for (Where where : Where.values()) {
            readArguments(method, where);
        }
        hasBody = method.has("body");
        readFixed(method);
        readBody(method, pagination);
        checkPath(method, path);
        checkNames(method, pagination);
    }

    private void readArguments(Keys method, Where where) {
        method.mappings(where.word()).forEach((name, mapping) -> {
            Argument argument = schemas.argument(name, where, mapping);
            if (where == Where.HEADER && !ResourceReader.token(argument.wire())) {
                mistakes.add(mapping.place(), "\"" + argument.wire() + "\" is not the name of a header");
            }
            all.add(argument);
        });
    }

    private void readFixed(Keys method) {
        YamlNode.Mapping mapping = method.mapping("fixed");
        if (mapping == null) {
            return;
        }
        Keys places = new Keys(mapping, "fixed", mistakes);
        for (Where where : List.of(Where.QUERY, Where.HEADER, Where.BODY)) {
            YamlNode.Mapping values = places.mapping(where.word());
            if (values != null) {
                values.entries()
                        .forEach((name, entry) ->
                                fixed(where).put(name, FixedValue.of(entry.value(), vendor.templates())));
            }
        }
        places.close();
    }

    private void readBody(Keys method, @Nullable Pagination pagination) {
        String type = method.word("bodyType", List.of("json", "form", "multipart"));
        if (type != null) {
            bodyType = BodyPlan.Type.valueOf(type.toUpperCase(Locale.ROOT));
            hasBody = true;
        }
        for (Argument argument : all) {
            if (argument.maxBytes() != null
                    && (argument.where() != Where.BODY || bodyType != BodyPlan.Type.MULTIPART)) {
                mistakes.add(
                        method.place(argument.where().word()),
                        "file \"" + argument.name() + "\" needs a body of bodyType multipart");
            }
        }
        bodyFrom = method.text("bodyFrom");
        if (bodyFrom != null) {
            List<Argument> body = in(Where.BODY);
            boolean only = body.size() == 1 && body.get(0).name().equals(bodyFrom);
            if (!only || !fixed(Where.BODY).isEmpty() || bodyType != BodyPlan.Type.JSON) {
                mistakes.add(
                        method.place("bodyFrom"), "\"bodyFrom\" must name the only body argument, with nothing fixed");
            }
        }
        if (pagination != null && (bodyType != BodyPlan.Type.JSON || bodyFrom != null)) {
            for (Pagination.Slot slot : pagination.slots()) {
                if (slot.where() == Where.BODY) {
                    mistakes.add(method.place("pagination"), "paging in a body needs a JSON object as the body");
                }
            }
        }
    }

    private void checkPath(Keys method, PathPlan path) {
        Set<String> variables = path.variables();
        List<String> declared = in(Where.PATH).stream().map(Argument::name).toList();
        for (String variable : variables) {
            if (!declared.contains(variable) && !vendor.contextNames().contains(variable)) {
                mistakes.add(
                        method.place("request"), "{" + variable + "} is neither a path argument nor a context field");
            }
        }
        for (String name : declared) {
            if (!variables.contains(name)) {
                mistakes.add(method.place("path"), "path argument \"" + name + "\" does not stand in the path");
            }
        }
    }

    private void checkNames(Keys method, @Nullable Pagination pagination) {
        for (Argument argument : all) {
            Place place = method.place(argument.where().word());
            String name = argument.name();
            if (vendor.contextNames().contains(name)) {
                mistakes.add(place, "\"" + name + "\" is a context field and fills itself; it cannot be an argument");
            } else if (guarded().containsKey(name) || fixed(argument.where()).containsKey(argument.wire())) {
                mistakes.add(place, "\"" + name + "\" is both an argument and fixed");
            }
            if (pagination != null) {
                checkPaging(argument, place, pagination);
            }
        }
    }

    private void checkPaging(Argument argument, Place place, Pagination pagination) {
        String name = argument.name();
        boolean reserved = name.equals(Pagination.LIMIT) || name.equals(Pagination.NEXT_CURSOR);
        boolean filled = pagination.slots().contains(new Pagination.Slot(argument.where(), argument.wire()));
        if (reserved || filled) {
            mistakes.add(place, "\"" + name + "\" is filled by paging; it cannot be an argument");
        }
    }
}
