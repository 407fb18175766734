package dev.patchbay.account;

import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.api.OAuthScheme;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether an account is what its integration and its way to log in ask for. */
final class AccountCheck {
    private static final int NAME_LENGTH = 200;
    private static final int VALUE_LENGTH = 2000;
    private static final int SECRET_LENGTH = 16_000;

    private final FieldErrors errors = new FieldErrors();
    private final AuthSchemes schemes;

    AccountCheck(AuthSchemes schemes) {
        this.schemes = schemes;
    }

    FieldErrors errors() {
        return errors;
    }

    void name(String name) {
        checkName(errors, name);
    }

    static void checkName(FieldErrors errors, String name) {
        errors.check(
                !name.isBlank() && name.length() <= NAME_LENGTH && name.chars().noneMatch(Character::isISOControl),
                "name",
                "must be a line of 1 to " + NAME_LENGTH + " characters");
    }

    void baseUrl(@Nullable String baseUrl) {
        if (baseUrl != null && !isBaseUrl(baseUrl)) {
            errors.add("base_url", "must be an absolute http or https URL without user, query and fragment");
        }
    }

    void context(Integration integration, Map<String, String> context) {
        context(integration, context, Set.of());
    }

    /** @param later the fields that need not be there yet */
    void context(Integration integration, Map<String, String> context, Set<String> later) {
        values("context", integration.context(), context, VALUE_LENGTH, later);
    }

    Optional<AuthMethod> authMethod(Integration integration, String id) {
        Optional<AuthMethod> method = integration.authMethods().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        if (method.isEmpty()) {
            errors.add(
                    "auth_method",
                    "is not one of " + integration.id() + "; it has "
                            + listed(integration.authMethods().stream()
                                    .map(AuthMethod::id)
                                    .toList()));
        }
        return method;
    }

    /** What an operator gives instead of logging in in a browser. */
    void credentials(AuthMethod method, Credential credential) {
        if (schemes.find(method.scheme()).orElse(null) instanceof OAuthScheme) {
            errors.add(
                    "auth_method",
                    "is a login in the browser, by which the vendor itself gives the credential: begin such a login");
            return;
        }
        given(method, credential);
    }

    /** What an operator gives, be it the credential or what a login in a browser needs. */
    void given(AuthMethod method, Credential credential) {
        Optional<AuthScheme> scheme = schemes.find(method.scheme());
        if (scheme.isEmpty()) {
            errors.add(
                    "auth_method",
                    "needs the authentication scheme " + method.scheme() + ", which is not deployed; deployed are "
                            + listed(schemes.names()));
            return;
        }
        values("credentials", scheme.get().fields(method.settings()), credential.reveal(), SECRET_LENGTH, Set.of());
    }

    private void values(String path, List<Field> fields, Map<String, String> values, int longest, Set<String> later) {
        List<String> names = fields.stream().map(Field::name).toList();
        for (String name : new TreeSet<>(values.keySet())) {
            errors.check(names.contains(name), path + "." + name, "is unknown; known are " + listed(names));
        }
        for (Field field : fields) {
            String at = path + "." + field.name();
            String value = values.get(field.name());
            if (value == null || value.isEmpty()) {
                errors.check(
                        !field.required() || later.contains(field.name()),
                        at,
                        "is missing: " + field.title() + ". " + field.description());
            } else if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
                errors.add(at, "must be a line of at most " + longest + " characters");
            } else if (field.pattern() != null && !value.matches(field.pattern())) {
                errors.add(
                        at,
                        field.format() == null
                                ? "is not as it should be: " + field.description()
                                : "must be " + field.format());
            }
        }
    }

    private static String listed(Collection<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static boolean isBaseUrl(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && text.length() <= VALUE_LENGTH;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
