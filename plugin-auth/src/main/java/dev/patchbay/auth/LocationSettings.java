package dev.patchbay.auth;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.LocationScheme.Listing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an integration says about the locations of a login, under {@code locations}. */
record LocationSettings(OAuth2Settings settings) {
    private static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(location|context\\.([^}\\s]+))\\s*}}");

    /**
     * How they are listed.
     *
     * @param clientId of which {@code clientArguments} take a part each
     */
    Listing listing(String clientId) {
        Map<String, Object> arguments = new HashMap<>();
        if (settings.values().get("arguments") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> arguments.put(String.valueOf(name), value));
        }
        settings.map("clientArguments").forEach((name, pattern) -> {
            Matcher part = Pattern.compile(pattern).matcher(clientId);
            arguments.put(name, part.find() ? part.group() : clientId);
        });
        return new Listing(
                need("tool"), arguments, need("id"), need("name"), Secret.text(settings.values(), "address"));
    }

    /** The form that asks for a location's token, its blanks filled. */
    Map<String, String> form(String locationId, Map<String, String> context) {
        Map<String, String> form = new LinkedHashMap<>();
        settings.map("tokenForm").forEach((name, template) -> form.put(name, filled(template, locationId, context)));
        return form;
    }

    /** The context field that names the location. */
    String field() {
        return need("context");
    }

    private static String filled(String template, String locationId, Map<String, String> context) {
        return BLANK.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2) == null ? locationId : context.getOrDefault(found.group(2), "")));
    }

    private String need(String name) {
        String value = Secret.text(settings.values(), name);
        if (value == null || value.isBlank()) {
            throw new GatewayException(Kind.MISCONFIGURED, "the OAuth setting locations." + name + " is missing");
        }
        return value;
    }
}
