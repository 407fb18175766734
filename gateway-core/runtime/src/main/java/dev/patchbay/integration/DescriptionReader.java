package dev.patchbay.integration;

import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.vendor.QuotaNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the files of a description: the vendor's own, and the domains in its folder. */
final class DescriptionReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");

    private final Mistakes mistakes = new Mistakes();

    /** One file, by the name under which its mistakes are told. */
    record Source(String name, String text) {}

    /**
     * @param id the integration, if it could be read that far
     * @param description {@code null} if there were mistakes
     * @param errors all mistakes, as {@code file:line: text}
     */
    record Result(@Nullable String id, @Nullable Description description, List<String> errors) {}

    /** @param domains the files of the folder, in the order in which their tools are listed */
    static Result read(Source vendor, List<Source> domains) {
        return new DescriptionReader().readAll(vendor, domains);
    }

    private Result readAll(Source main, List<Source> domains) {
        YamlNode.Mapping root = YamlFile.read(main.name(), main.text(), mistakes);
        if (root == null) {
            return new Result(null, null, mistakes.list());
        }
        Keys vendor = new Keys(root, "a vendor", mistakes);
        List<Keys> files = new ArrayList<>(List.of(vendor));
        for (Source each : domains) {
            YamlNode.Mapping mapping = YamlFile.read(each.name(), each.text(), mistakes);
            if (mapping != null) {
                files.add(new Keys(mapping, "a file of the folder", mistakes));
            }
        }
        Description description = describe(vendor, files);
        files.forEach(Keys::close);
        String id = description.integration().id();
        return new Result(id.isEmpty() ? null : id, mistakes.isEmpty() ? description : null, mistakes.list());
    }

    private Description describe(Keys vendor, List<Keys> files) {
        String id = vendor.need("integration");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            mistakes.add(vendor.place("integration"), "\"integration\" must be of lower-case letters, digits and _");
        }
        String title = vendor.need("title");
        String text = vendor.need("description");
        String baseUrl = vendor.need("baseUrl");
        List<Field> context = context(vendor);
        List<AuthMethod> auth = auth(vendor);

        VendorFacts bare = new VendorFacts(id, context, Map.of(), new TemplateReader(names(context), mistakes));
        bare.templates().read(vendor.place("baseUrl"), baseUrl);
        Map<String, FixedValue> headers = ResourceReader.headers(
                vendor, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), bare.templates(), mistakes);
        VendorFacts facts = new VendorFacts(id, context, headers, bare.templates());

        SchemaReader schemas = new SchemaReader(mistakes);
        PaginationReader paginations = new PaginationReader(mistakes);
        for (Keys file : files) {
            schemas.readShared(file);
            paginations.readNamed(file);
        }
        schemas.checkShared();
        ResourceReader resources = new ResourceReader(facts, schemas, paginations, mistakes);
        files.forEach(resources::read);
        PromptReader prompts = new PromptReader(
                resources.tools().stream().map(each -> each.tool().name()).collect(Collectors.toSet()), mistakes);
        files.forEach(prompts::read);

        Keys errors = inner(vendor, "errors");
        List<String> message = errors.texts("message");
        Description description = new Description(
                new Integration(id, title, text.strip(), baseUrl, context, auth.isEmpty() ? List.of(NO_AUTH) : auth),
                resources.tools(),
                prompts.prompts(),
                resources.undocumented(),
                quotaNames(vendor),
                message == null ? null : AnswerPath.of(message),
                failed(errors),
                checks(vendor, facts));
        errors.close();
        return description;
    }

    /** Stands where a mistake leaves none; such a description is never used. */
    private static final AuthMethod NO_AUTH = new AuthMethod("none", "none", "None", Map.of());

    private static Set<String> names(List<Field> context) {
        return context.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    private Keys inner(Keys keys, String key) {
        YamlNode.Mapping mapping = keys.mapping(key);
        return new Keys(
                mapping == null ? new YamlNode.Mapping(keys.place(key), new LinkedHashMap<>()) : mapping,
                key,
                mistakes);
    }

    private List<Field> context(Keys vendor) {
        List<Field> fields = new ArrayList<>();
        vendor.mappings("context").forEach((name, mapping) -> {
            Keys keys = new Keys(mapping, "a context field", mistakes);
            String pattern = keys.text("pattern");
            if (pattern != null) {
                try {
                    Pattern.compile(pattern);
                } catch (PatternSyntaxException e) {
                    mistakes.add(keys.place("pattern"), "not a regular expression: " + e.getDescription());
                }
            }
            String format = keys.text("format");
            if (format != null && pattern == null) {
                mistakes.add(keys.place("format"), "\"format\" says what a pattern lets pass, and there is none");
            }
            fields.add(new Field(
                    name,
                    keys.need("title"),
                    keys.need("description").strip(),
                    keys.flag("required", true),
                    false,
                    pattern,
                    format));
            keys.close();
        });
        return fields;
    }

    private List<AuthMethod> auth(Keys vendor) {
        List<AuthMethod> methods = new ArrayList<>();
        vendor.mappings("auth").forEach((id, mapping) -> {
            Keys keys = new Keys(mapping, "a way to log in", mistakes);
            String scheme = keys.need("scheme");
            String title = keys.need("title");
            Map<String, Object> settings = new LinkedHashMap<>(like(keys, methods));
            // Everything else is for the scheme to understand.
            settings.putAll(keys.rest());
            methods.add(new AuthMethod(id, scheme, title, settings));
        });
        if (methods.isEmpty()) {
            mistakes.add(vendor.place("auth"), "\"auth\" must name at least one way to log in");
        }
        return methods;
    }

    /** The settings of another way, which stands before, for what this one does not say itself. */
    private Map<String, Object> like(Keys keys, List<AuthMethod> before) {
        String other = keys.text("like");
        if (other == null) {
            return Map.of();
        }
        return before.stream()
                .filter(each -> each.id().equals(other))
                .findFirst()
                .map(AuthMethod::settings)
                .orElseGet(() -> {
                    mistakes.add(keys.place("like"), "there is no way to log in \"" + other + "\" before this one");
                    return Map.of();
                });
    }

    private QuotaNames quotaNames(Keys vendor) {
        Keys keys = inner(vendor, "rateLimit");
        QuotaNames names = new QuotaNames(
                keys.text("limit"),
                keys.text("remaining"),
                keys.text("reset"),
                keys.text("resetMillis"),
                keys.text("dailyLimit"),
                keys.text("dailyRemaining"));
        keys.close();
        return names;
    }

    private Description.@Nullable Failed failed(Keys errors) {
        YamlNode.Mapping mapping = errors.mapping("failed");
        if (mapping == null) {
            return null;
        }
        Keys keys = new Keys(mapping, "failed", mistakes);
        List<String> path = keys.texts("path");
        YamlNode is = keys.node("is");
        keys.close();
        Object value = is == null ? null : is.plain();
        if (path == null || value == null) {
            mistakes.add(keys.place(), "\"failed\" needs \"path\" and \"is\"");
            return null;
        }
        return new Description.Failed(AnswerPath.of(path), value);
    }

    private List<Check> checks(Keys vendor, VendorFacts facts) {
        YamlNode node = vendor.node("check");
        if (node == null) {
            return List.of();
        }
        List<Check> checks = new ArrayList<>();
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Mapping mapping) {
                Keys keys = new Keys(mapping, "a check", mistakes);
                checks.add(check(
                        keys.place("request"),
                        keys.need("request"),
                        ResourceReader.headers(keys, facts.headers(), facts.templates(), mistakes),
                        facts));
                keys.close();
            } else {
                String line = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
                checks.add(check(item.place(), line, facts.headers(), facts));
            }
        }
        return checks;
    }

    private Check check(Place place, String line, Map<String, FixedValue> headers, VendorFacts facts) {
        RequestLine request = RequestLine.read(place, line, mistakes);
        for (String variable : request.path().variables()) {
            if (!facts.contextNames().contains(variable)) {
                mistakes.add(place, "{" + variable + "} is not a context field");
            }
        }
        return new Check(request.method(), request.path(), request.query(), headers);
    }
}
