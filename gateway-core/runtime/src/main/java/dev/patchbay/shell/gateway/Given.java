package dev.patchbay.shell.gateway;

import dev.patchbay.shell.Caller;
import dev.patchbay.shell.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an account is connected with. What is not secret may stand on the command line; secrets come from a file, or are
 * asked for: a command line is kept in histories, and everybody can see it while it runs.
 */
final class Given {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Json> contextFields;
    private final List<Json> credentialFields;
    private final Map<String, String> context = new LinkedHashMap<>();
    private final Map<String, String> credentials = new LinkedHashMap<>();
    private final Set<String> there = new HashSet<>();

    /** @param method of the integration's authentication methods */
    Given(Json integration, Json method) {
        contextFields = integration.list("context");
        credentialFields = method.list("credentials");
    }

    Map<String, String> context() {
        return context;
    }

    Map<String, String> credentials() {
        return credentials;
    }

    /** Notes that a field need not be given: the account has it already. */
    void isThere(String field) {
        there.add(field);
    }

    /** Takes {@code field=value} words. */
    void words(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(word + " is no FIELD=VALUE; " + known());
            }
            String name = word.substring(0, equals);
            if (isSecret(name)) {
                throw new CommandFailure(
                        name + " is a secret, and secrets are not taken from the command line: histories"
                                + " keep it, and `ps` shows it.\n  Leave it out to be asked for it (in a pipe: the next line of"
                                + " standard input), or name a file with --credentials.");
            }
            put(name, word.substring(equals + 1));
        }
    }

    /** Takes a file: a JSON object, or lines of {@code field=value}. */
    void file(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{")) {
            object(text).forEach(this::put);
            return;
        }
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals < 1) {
                        // not the line itself: it may be the secret
                        throw new CommandFailure("the file is neither a JSON object nor lines of FIELD=VALUE");
                    }
                    put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                });
    }

    private static Map<String, String> object(String text) {
        try {
            Map<String, String> object = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : JSON.readTree(text).properties()) {
                object.put(each.getKey(), each.getValue().asString());
            }
            return object;
        } catch (JacksonException e) {
            // without the parser's message, which quotes the text
            throw new CommandFailure(
                    "the file begins like a JSON object and is none, or one of its values is not a text");
        }
    }

    /** Asks for the secrets that have to be there and are not, and complains of other fields that are missing. */
    void complete(Caller caller) {
        List<Json> missing = Stream.concat(contextFields.stream(), credentialFields.stream())
                .filter(each -> each.flag("required") && !isGiven(each.string("name")))
                .toList();
        List<Json> open = missing.stream().filter(each -> !each.flag("secret")).toList();
        if (!open.isEmpty()) {
            throw new CommandFailure("missing: "
                    + open.stream()
                            .map(each -> "\n  " + each.string("name") + "=…  "
                                    + (each.string("description").isEmpty()
                                            ? each.string("title")
                                            : each.string("description")))
                            .collect(Collectors.joining()));
        }
        missing.forEach(each -> {
            String title = each.string("title").isEmpty() ? each.string("name") : each.string("title");
            put(each.string("name"), caller.secret(title + ": ").strip());
        });
    }

    private boolean isGiven(String name) {
        return there.contains(name) || context.containsKey(name) || credentials.containsKey(name);
    }

    private void put(String name, String value) {
        if (isIn(contextFields, name)) {
            context.put(name, value);
        } else if (isIn(credentialFields, name)) {
            credentials.put(name, value);
        } else {
            throw new CommandFailure("there is no field " + name + "; " + known());
        }
    }

    private boolean isSecret(String name) {
        return Stream.concat(contextFields.stream(), credentialFields.stream())
                .anyMatch(each -> each.string("name").equals(name) && each.flag("secret"));
    }

    private static boolean isIn(List<Json> fields, String name) {
        return fields.stream().anyMatch(each -> each.string("name").equals(name));
    }

    private String known() {
        return "the fields are "
                + Stream.concat(contextFields.stream(), credentialFields.stream())
                        .map(each -> each.string("name") + (each.flag("secret") ? " (secret)" : ""))
                        .collect(Collectors.joining(", "));
    }
}
