package dev.patchbay.console.settings;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.page.Field.Option;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Problem;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /console/api-tokens}: list, create and revoke API tokens. */
public final class TokenPages implements Area {
    private static final String API = "/api-token";
    private static final List<Option> ROLES = List.of(
            new Option("caller", "Caller", "The second factor of MCP servers. Reads and changes nothing here."),
            new Option("operator", "Operator", "Accounts, MCP servers, tools and the activity."),
            new Option("admin", "Admin", "Everything, API tokens and bundles too."));
    private static final List<Option> LIFETIMES = List.of(
            new Option("7", "7 days"),
            new Option("30", "30 days"),
            new Option("90", "90 days"),
            new Option("365", "a year"),
            new Option("", "no expiry"));

    @Override
    public void addTo(Router router) {
        router.get("/api-tokens", this::list)
                .get("/api-tokens/new", this::askCreate)
                .post("/api-tokens/new", this::create)
                .get("/api-tokens/{token}/revoke", this::askRevoke)
                .post("/api-tokens/{token}/revoke", this::revoke);
    }

    /**
     * The page that lists API tokens.
     *
     * @param tokens those of this page
     * @param own the id of the one that this person is signed in with
     * @param pager to the other pages
     */
    public record ListModel(List<TokenView> tokens, String own, Pager pager) {}

    /**
     * The page that creates one.
     *
     * @param fields what to say about it
     * @param problem why it was refused
     */
    public record FormModel(List<Field> fields, @Nullable Problem problem) {}

    /**
     * The page that shows a new token, this once.
     *
     * @param secret the token itself; empty if the form was sent before
     */
    public record MintedModel(TokenView token, String secret) {}

    /**
     * The page that asks before one is revoked.
     *
     * @param own whether this person is signed in with it
     */
    public record RevokeModel(TokenView token, boolean own) {}

    private Reply list(Visit visit) {
        Json page = visit.read(API, Map.of("next_cursor", visit.query("cursor")));
        return Reply.page(
                "settings/tokens",
                "API tokens",
                new ListModel(
                        page.list("result").stream().map(TokenView::of).toList(),
                        visit.session().admin().tokenId(),
                        Pager.of("/console/api-tokens", Map.of(), visit.query("cursor"), page.text("next_cursor"))));
    }

    private Reply askCreate(Visit visit) {
        return Reply.page("settings/token-form", "Create an API token", form("", "operator", "90", null));
    }

    private static FormModel form(String name, String role, String days, @Nullable Problem problem) {
        return new FormModel(
                List.of(
                        Field.text("name", "Name")
                                .hint("Who or what uses it, such as the program and the person behind it.")
                                .mustBeFilled()
                                .holding(name)
                                .judged(problem, "name"),
                        Field.of(Kind.RADIO, "role", "Role")
                                .offering(ROLES, List.of(role))
                                .mustBeFilled()
                                .judged(problem, "role"),
                        Field.of(Kind.SELECT, "days", "Expires after")
                                .offering(LIFETIMES, List.of(days))
                                .judged(problem, "expires_at")),
                problem);
    }

    private Reply create(Visit visit) {
        Form form = visit.form();
        String days = form.text("days");
        Map<String, Object> body = new HashMap<>();
        body.put("name", form.text("name"));
        body.put("role", form.text("role"));
        if (!days.matches("\\d{0,4}")) {
            return again(form, Problem.field("expires_at", "must be a number of days"));
        }
        if (!days.isEmpty()) {
            body.put("expires_at", expiry(visit, days).toString());
        }
        Outcome outcome = visit.create(API, body);
        if (outcome instanceof Outcome.Refused refused) {
            return again(form, refused.problem());
        }
        Json minted = ((Outcome.Done) outcome).body();
        TokenView token = TokenView.of(minted);
        return Reply.page(
                "settings/token-minted",
                "API token “" + token.name() + "”",
                new MintedModel(token, minted.text("token")));
    }

    /** At the full day, so that a form that is sent twice says the same both times. */
    private static Instant expiry(Visit visit, String days) {
        return visit.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(Long.parseLong(days) + 1));
    }

    private static Reply again(Form form, Problem problem) {
        return Reply.again(
                "settings/token-form",
                "Create an API token",
                form(form.text("name"), form.text("role"), form.text("days"), problem));
    }

    private static TokenView find(Visit visit) {
        return TokenView.of(visit.read(API + "/" + visit.variable("token")));
    }

    private Reply askRevoke(Visit visit) {
        TokenView token = find(visit);
        return Reply.page(
                "settings/token-revoke",
                "Revoke " + token.name(),
                new RevokeModel(token, token.id().equals(visit.session().admin().tokenId())));
    }

    private Reply revoke(Visit visit) {
        TokenView token = find(visit);
        visit.change("DELETE", API + "/" + token.id(), null).orTrouble();
        visit.session().tell("The API token “" + token.name() + "” is revoked.");
        return Reply.redirect("/api-tokens");
    }
}
