package dev.patchbay.console.accounts;

import dev.patchbay.console.accounts.Integration.Input;
import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of an account. Its fields are those that the integration describes; a secret that was typed is never written
 * back into the page.
 *
 * @param purpose what it is for
 * @param integration whose account it is
 * @param method how the account proves who calls
 * @param account the account that is changed; {@code null} for one that is to be
 * @param fields what is asked first
 * @param special what is seldom needed
 * @param problem why what was sent was refused
 * @param test what a test said
 */
public record AccountForm(
        Purpose purpose,
        Integration integration,
        Integration.Method method,
        @Nullable AccountView account,
        List<Field> fields,
        List<Field> special,
        @Nullable Problem problem,
        @Nullable TestResult test) {

    /** What a form is for. */
    public enum Purpose {
        CONNECT,
        EDIT,
        RECONNECT
    }

    private static final String CONTEXT = "context.";
    private static final String CREDENTIALS = "credentials.";

    static AccountForm toConnect(Integration integration, String methodId) {
        Integration.Method method = integration.method(methodId);
        List<Field> fields = new ArrayList<>();
        fields.add(name(""));
        List<Field> special = new ArrayList<>();
        for (Input input : integration.context()) {
            // what the login tells by itself need not be known beforehand
            boolean granted = method.granted().contains(input.name());
            (granted ? special : fields).add(field(CONTEXT, input).mustBeFilled(input.required() && !granted));
        }
        for (Input input : method.credentials()) {
            (method.login() && !input.required() ? special : fields).add(field(CREDENTIALS, input));
        }
        special.add(baseUrl(integration, ""));
        return new AccountForm(Purpose.CONNECT, integration, method, null, fields, special, null, null);
    }

    static AccountForm toEdit(Integration integration, AccountView account) {
        List<Field> fields = new ArrayList<>();
        fields.add(name(account.name()));
        for (Input input : integration.context()) {
            String value = account.context().containsKey(input.name())
                    ? account.context().get(input.name()).text()
                    : "";
            Field field = field(CONTEXT, input);
            fields.add(
                    input.secret()
                            ? field.mustBeFilled(false).hint("Leave empty to keep the present one.")
                            : field.holding(value));
        }
        return new AccountForm(
                Purpose.EDIT,
                integration,
                integration.method(account.authMethod()),
                account,
                fields,
                List.of(baseUrl(integration, account.baseUrl())),
                null,
                null);
    }

    static AccountForm toReconnect(Integration integration, AccountView account, String methodId) {
        Integration.Method method = integration.method(methodId.isEmpty() ? account.authMethod() : methodId);
        boolean known = method.login() && method.id().equals(account.authMethod());
        List<Field> fields = method.credentials().stream()
                .map(input -> field(CREDENTIALS, input))
                .map(field -> known
                        ? field.mustBeFilled(false).hint("Leave all of these empty to use the app as it is known.")
                        : field)
                .toList();
        return new AccountForm(Purpose.RECONNECT, integration, method, account, fields, List.of(), null, null);
    }

    private static Field name(String value) {
        return Field.text("name", "Name")
                .hint("What you call this account here, such as the company and what it is for.")
                .mustBeFilled()
                .holding(value);
    }

    private static Field baseUrl(Integration integration, String value) {
        return Field.text("base_url", "Base URL")
                .hint("Only for a vendor at another address than " + integration.baseUrl()
                        + ", such as a sandbox. It may need to be allowed in conf/dev.patchbay.vendor.cfg.")
                .holding(value);
    }

    private static Field field(String place, Input input) {
        return Field.of(input.secret() ? Kind.SECRET : Kind.TEXT, place + input.name(), input.title())
                .hint(input.description())
                .mustBeFilled(input.required());
    }

    /** The heading. */
    public String title() {
        AccountView present = account;
        return switch (purpose) {
            case CONNECT -> "Connect " + integration.title();
            case EDIT -> "Edit " + (present == null ? "" : present.name());
            case RECONNECT -> "Reconnect " + (present == null ? "" : present.name());
        };
    }

    /** Where the form is sent. */
    public String action() {
        AccountView present = account;
        return present == null
                ? "/console/accounts/connect/" + integration.id()
                : present.url() + (purpose == Purpose.EDIT ? "/edit" : "/reconnect");
    }

    /** The page of this form for another method. */
    public String with(Integration.Method other) {
        return action() + "?method=" + other.id();
    }

    /** All fields, in their order. */
    public List<Field> all() {
        return Stream.concat(fields.stream(), special.stream()).toList();
    }

    /** Whether a special field holds something, so that it should be in sight. */
    public boolean specialOpen() {
        return special.stream().anyMatch(each -> !each.value().isEmpty() || each.error() != null);
    }

    /** This form as a person has filled it; secrets have to be typed again. */
    AccountForm filled(Form form) {
        return with(
                fields.stream().map(each -> refill(each, form)).toList(),
                special.stream().map(each -> refill(each, form)).toList(),
                problem,
                test);
    }

    private static Field refill(Field field, Form form) {
        return field.kind() == Kind.SECRET ? field : field.holding(form.text(field.name()));
    }

    AccountForm refused(Problem why) {
        return with(
                fields.stream().map(each -> each.judged(why, each.name())).toList(),
                special.stream().map(each -> each.judged(why, each.name())).toList(),
                why,
                test);
    }

    AccountForm tested(TestResult result) {
        return with(fields, special, problem, result);
    }

    private AccountForm with(List<Field> some, List<Field> others, @Nullable Problem why, @Nullable TestResult result) {
        return new AccountForm(purpose, integration, method, account, some, others, why, result);
    }

    /** What was sent, as the admin API takes it. */
    Map<String, Object> body(Form form) {
        Map<String, Object> body = new HashMap<>();
        Map<String, @Nullable Object> context = new HashMap<>();
        Map<String, @Nullable Object> credentials = new HashMap<>();
        all().forEach(field -> {
            String value = form.textOrNull(field.name());
            boolean kept = value == null && field.kind() == Kind.SECRET;
            if (field.name().startsWith(CONTEXT)) {
                if (value != null || purpose == Purpose.EDIT && !kept) {
                    context.put(field.name().substring(CONTEXT.length()), value);
                }
            } else if (field.name().startsWith(CREDENTIALS)) {
                if (value != null) {
                    credentials.put(field.name().substring(CREDENTIALS.length()), value);
                }
            } else if (value != null || purpose == Purpose.EDIT) {
                body.put(field.name(), value);
            }
        });
        if (purpose != Purpose.RECONNECT) {
            body.put("context", context);
        }
        if (purpose == Purpose.CONNECT) {
            body.put("integration", integration.id());
        }
        if (purpose != Purpose.EDIT && (purpose == Purpose.CONNECT || !credentials.isEmpty())) {
            body.put("credentials", credentials);
        }
        if (purpose != Purpose.EDIT) {
            body.put("auth_method", method.id());
        }
        return body;
    }
}
