package dev.patchbay.console.accounts;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.web.Visit;
import java.util.List;
import java.util.Map;

/**
 * An integration, as far as accounts are concerned: what an account of it needs.
 *
 * @param id its id
 * @param title what it is called
 * @param description what can be done with it
 * @param baseUrl where the vendor usually is
 * @param context the fields that say which part of the vendor an account is
 * @param methods the ways to prove who calls
 */
public record Integration(
        String id, String title, String description, String baseUrl, List<Input> context, List<Method> methods) {
    /**
     * A field that an operator fills.
     *
     * @param name its name in the API
     * @param title what it is called
     * @param description where to find what belongs into it
     * @param required whether it must be filled
     * @param secret whether nobody may read it afterwards
     */
    public record Input(String name, String title, String description, boolean required, boolean secret) {
        static Input of(Json field) {
            return new Input(
                    field.text("name"),
                    field.text("title"),
                    field.text("description"),
                    field.flag("required"),
                    field.flag("secret"));
        }
    }

    /**
     * A way to prove who calls.
     *
     * @param id its id
     * @param title what it is called
     * @param login whether a person logs in at the vendor's page
     * @param granted the context fields that the login tells by itself
     * @param deployed whether the bundle that knows it is
     * @param credentials what it needs
     */
    public record Method(
            String id, String title, boolean login, List<String> granted, boolean deployed, List<Input> credentials) {
        static Method of(Json method) {
            return new Method(
                    method.text("id"),
                    method.text("title"),
                    method.flag("login"),
                    method.texts("granted_context"),
                    method.flag("scheme_deployed"),
                    method.list("credentials").stream().map(Input::of).toList());
        }
    }

    static Integration of(Json integration) {
        return new Integration(
                integration.text("id"),
                integration.text("title"),
                integration.text("description"),
                integration.text("base_url"),
                integration.list("context").stream().map(Input::of).toList(),
                integration.list("auth_methods").stream().map(Method::of).toList());
    }

    /** All that are deployed. */
    public static List<Integration> all(Visit visit) {
        return visit.read("/integration", Map.of()).list("result").stream()
                .map(Integration::of)
                .toList();
    }

    /** One that is not deployed at the moment. */
    static Integration absent(String id) {
        return new Integration(id, id, "", "", List.of(), List.of());
    }

    /** One; without fields if it is not deployed at the moment. */
    static Integration find(Visit visit, String id) {
        Json found = visit.readIfThere("/integration/" + id, Map.of());
        return found.present() ? of(found) : absent(id);
    }

    /** A method by its id; the first one for an empty id. */
    public Method method(String id) {
        return methods.stream()
                .filter(each -> id.isEmpty() || each.id().equals(id))
                .findFirst()
                .orElse(new Method(id, id, false, List.of(), false, List.of()));
    }

    /** Whether a login by a method may open several places of the vendor: it does not say which of them it is for. */
    public boolean opensSeveral(Method method) {
        return method.login()
                && !method.granted()
                        .containsAll(context.stream().map(Input::name).toList());
    }

    /** What a context field is called. */
    public String titleOf(String field) {
        return context.stream()
                .filter(each -> each.name().equals(field))
                .map(Input::title)
                .findFirst()
                .orElse(field);
    }
}
