package dev.patchbay.console.chooser;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One account, to be chosen from a list; {@code chooser/account.jte} draws it within a form that is sent by GET. If there are more
 * than the list shows, a field beside it searches: it narrows the list while somebody types, and without a script once the form
 * is sent. A text that only one account matches chooses that account.
 *
 * @param field the parameter that says which account is chosen
 * @param integration whose accounts there are to choose from; empty for all
 * @param must whether one has to be chosen for the page to be of use
 * @param text what is searched for, a part of the name or an id; empty for nothing
 * @param chosen the id of the chosen account; empty for none
 * @param accounts what each one of the list is called, by id
 * @param more whether there are others
 */
public record AccountChooser(
        String field,
        String integration,
        boolean must,
        String text,
        String chosen,
        Map<String, String> accounts,
        boolean more) {
    private static final int SHOWN = 50;
    private static final String TEXT = "account_q";
    private static final String API = "/integrated-account";

    /** Whether somebody searches. */
    public static boolean searches(Visit visit) {
        return !visit.query(TEXT).isEmpty();
    }

    /**
     * The chooser of a page.
     *
     * @param field the parameter of the address that says which account is chosen
     * @param integration whose accounts there are to choose from; empty for all
     * @param must whether one has to be chosen for the page to be of use
     */
    public static AccountChooser of(Visit visit, String field, String integration, boolean must) {
        String text = visit.query(TEXT);
        Json page = visit.read(
                API, Map.of("q", text, "integration", integration, "counts", "false", "limit", String.valueOf(SHOWN)));
        List<Json> found = page.list("result");
        if (found.isEmpty()) {
            found = byId(visit, text)
                    .filter(each ->
                            integration.isEmpty() || each.text("integration").equals(integration))
                    .toList();
        }
        Map<String, String> accounts = labels(found, integration.isEmpty());
        boolean more = !page.text("next_cursor").isEmpty();
        String chosen = visit.query(field);
        if (!text.isEmpty() && !accounts.containsKey(chosen)) {
            // what was typed last counts
            chosen = accounts.size() == 1 ? accounts.keySet().iterator().next() : "";
        } else if (!chosen.isEmpty() && !accounts.containsKey(chosen)) {
            List<Json> account = byId(visit, chosen).toList();
            accounts.putAll(account.isEmpty() ? Map.of(chosen, chosen) : labels(account, integration.isEmpty()));
        }
        return new AccountChooser(field, integration, must, text, chosen, accounts, more);
    }

    private static Stream<Json> byId(Visit visit, String id) {
        return Stream.of(id)
                .filter(each -> each.matches("[A-Za-z0-9_]+"))
                .map(each -> visit.readIfThere(API + "/" + each, Map.of()))
                .filter(Json::present);
    }

    /** Names, with the id where several have the same. */
    private static Map<String, String> labels(List<Json> accounts, boolean ofSeveralIntegrations) {
        Function<Json, String> name = each ->
                ofSeveralIntegrations ? each.text("name") + " · " + each.text("integration") : each.text("name");
        Map<String, Long> same = accounts.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
        Map<String, String> labels = new LinkedHashMap<>();
        for (Json each : accounts) {
            String label = name.apply(each);
            labels.put(each.text("id"), same.get(label) == 1 ? label : label + " · " + each.text("id"));
        }
        return labels;
    }

    /** Whether there is any account to choose. */
    public boolean any() {
        return !accounts.isEmpty() || !text.isEmpty();
    }

    /** The only account that there is; empty if there are several. */
    public String only() {
        return accounts.size() == 1 && !more && text.isEmpty()
                ? accounts.keySet().iterator().next()
                : "";
    }

    /** What the list shows while none is chosen. */
    public String none() {
        return must ? "Choose one" : "Any";
    }

    /** Whether the list alone is not enough. */
    public boolean searchable() {
        return more || !text.isEmpty();
    }

    /** How much of what there is the list shows. */
    public String says() {
        if (more) {
            return "The first " + SHOWN + (text.isEmpty() ? " are listed." : " that match are listed.");
        }
        if (text.isEmpty()) {
            return "All are listed.";
        }
        return accounts.isEmpty()
                ? "No account matches."
                : accounts.size() + (accounts.size() == 1 ? " account matches." : " accounts match.");
    }

    /** Where a script asks for the list while somebody types. */
    public String url() {
        return "/console/choices/accounts?"
                + Pager.query(Map.of("field", field, "integration", integration, "must", must ? "yes" : ""));
    }
}
