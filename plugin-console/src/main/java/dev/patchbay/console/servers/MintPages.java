package dev.patchbay.console.servers;

import dev.patchbay.console.Area;
import dev.patchbay.console.chooser.AccountChooser;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.servers.ServerForm.Chosen;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Problem;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Minting a URL, and what a URL goes by. The answer to the form that mints one shows it, once: it is in no redirect, in no
 * session and in no address, and the page is kept nowhere.
 */
final class MintPages implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/servers/new", this::chooseAccount)
                .post("/servers/try", this::tryUrl)
                .get("/servers/{account}/new", this::form)
                .post("/servers/{account}/preview", this::preview)
                .post("/servers/{account}", this::mint)
                .get("/servers/{account}/{server}/edit", this::editForm)
                .post("/servers/{account}/{server}/preview", this::editPreview)
                .post("/servers/{account}/{server}/edit", this::edit)
                .get("/servers/{account}/{server}/rotate", this::rotateForm)
                .post("/servers/{account}/{server}/rotate", this::rotate)
                .get("/servers/{account}/{server}/duplicate", this::duplicateForm)
                .post("/servers/{account}/{server}/duplicate", this::duplicate);
    }

    private Reply chooseAccount(Visit visit) {
        AccountChooser accounts = AccountChooser.of(visit, "account", "", true);
        String chosen = accounts.chosen().isEmpty() ? accounts.only() : accounts.chosen();
        return chosen.isEmpty()
                ? Reply.page("servers/choose", "Create MCP server", accounts)
                : Reply.redirect("/servers/" + chosen + "/new");
    }

    private Reply form(Visit visit) {
        return show(visit, null, Chosen.NOTHING, null, null);
    }

    private Reply editForm(Visit visit) {
        ServerView server = ServerPages.find(visit);
        return show(visit, server, Chosen.of(server), null, null);
    }

    private static Reply show(
            Visit visit, @Nullable ServerView server, Chosen chosen, @Nullable Form sent, @Nullable Problem problem) {
        Preview preview = Preview.of(visit, visit.variable("account"), chosen.config(server == null));
        if (preview.problem() != null && sent == null) {
            // what a server has may be gone from the integration: show the words that there are
            preview = Preview.of(visit, visit.variable("account"), Map.of());
        }
        ServerForm form = ServerForm.of(
                visit.variable("account"), ServerPages.accountName(visit), server, chosen, preview, sent, problem);
        return new Reply.Page(
                problem == null ? 200 : 422,
                "servers/form",
                server == null ? "Create MCP server" : "Edit " + server.name(),
                form);
    }

    private Reply preview(Visit visit) {
        return preview(visit, null);
    }

    private Reply editPreview(Visit visit) {
        return preview(visit, ServerPages.find(visit));
    }

    private static Reply preview(Visit visit, @Nullable ServerView server) {
        Chosen chosen = Chosen.in(visit.form());
        return visit.enhanced()
                ? Reply.fragment(
                        "servers/preview", Preview.of(visit, visit.variable("account"), chosen.config(server == null)))
                : show(visit, server, chosen, visit.form(), null);
    }

    private static Map<String, @Nullable Object> body(Visit visit, Chosen chosen, boolean isNew) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("name", chosen.name());
        body.put("config", chosen.config(isNew));
        body.put("expires_at", Expiry.chosen(visit.form(), visit.now()));
        return body;
    }

    private Reply mint(Visit visit) {
        Chosen chosen = Chosen.in(visit.form());
        Outcome outcome = visit.create(ServerPages.api(visit), body(visit, chosen, true));
        return outcome instanceof Outcome.Refused refused
                ? show(visit, null, chosen, visit.form(), refused.problem())
                : minted(visit, outcome.orTrouble());
    }

    private static Reply minted(Visit visit, Json answer) {
        Minted minted = Minted.of(answer, ServerPages.accountName(visit));
        return Reply.page("servers/minted", "The URL of " + minted.server().name(), minted);
    }

    private Reply edit(Visit visit) {
        ServerView server = ServerPages.find(visit);
        Chosen chosen = Chosen.in(visit.form());
        Outcome outcome = visit.change("PATCH", ServerPages.api(visit) + "/" + server.id(), body(visit, chosen, false));
        if (outcome instanceof Outcome.Refused refused) {
            return show(visit, server, chosen, visit.form(), refused.problem());
        }
        visit.session().tell("Saved. Connected clients see the change at once.");
        return Reply.redirect("/servers/" + server.account() + "/" + server.id());
    }

    private Reply rotateForm(Visit visit) {
        ServerView server = ServerPages.find(visit);
        return Reply.page("servers/rotate", "New URL for " + server.name(), RotateForm.of(server));
    }

    private Reply rotate(Visit visit) {
        ServerView server = ServerPages.find(visit);
        if (!visit.session().firstUse(visit.form().text(Visit.FORM_KEY))) {
            throw new Trouble(409, "This form was sent before, and the URL was shown then. Begin anew if it is lost.");
        }
        Outcome outcome = visit.change(
                "POST",
                ServerPages.api(visit) + "/" + server.id() + "/rotate",
                Map.of("grace_seconds", RotateForm.grace(visit.form())));
        return minted(visit, outcome.orTrouble());
    }

    private Reply duplicateForm(Visit visit) {
        ServerView server = ServerPages.find(visit);
        return Reply.page("servers/duplicate", "Duplicate " + server.name(), server);
    }

    private Reply duplicate(Visit visit) {
        ServerView server = ServerPages.find(visit);
        String name = visit.form().text("name");
        Outcome outcome = visit.create(
                ServerPages.api(visit) + "/" + server.id() + "/duplicate",
                name.isEmpty() ? Map.of() : Map.of("name", name));
        return minted(visit, outcome.orTrouble());
    }

    /** The URL comes in the body, and does not go back into the page. */
    private Reply tryUrl(Visit visit) {
        Trial trial =
                Trial.of(visit.gateway(), visit.form().text("url"), visit.form().text("api_token"));
        return visit.enhanced()
                ? Reply.fragment("servers/trial", trial)
                : Reply.page("servers/tried", "What a client finds", trial);
    }
}
