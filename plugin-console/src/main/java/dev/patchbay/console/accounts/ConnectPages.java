package dev.patchbay.console.accounts;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connecting an account, changing it, and connecting it again: one form, made from the integration's description. */
public final class ConnectPages implements Area {
    private static final String API = "/integrated-account";

    /**
     * The page that sends a person to the vendor.
     *
     * @param account the id of the account that is there afterwards
     * @param vendor what the vendor is called
     * @param authorizeUrl where to go
     * @param redirectUri what has to be registered at the vendor
     * @param expiresAt when it is too late
     * @param again whether the account was there before
     */
    public record LoginModel(
            String account,
            String vendor,
            String authorizeUrl,
            String redirectUri,
            @Nullable Instant expiresAt,
            boolean again) {}

    @Override
    public void addTo(Router router) {
        router.get("/accounts/connect", this::choose)
                .get("/accounts/connect/{integration}", this::form)
                .post("/accounts/connect/{integration}/test", this::test)
                .post("/accounts/connect/{integration}", this::connect)
                .get("/accounts/{account}/edit", this::edit)
                .post("/accounts/{account}/edit", this::save)
                .get("/accounts/{account}/reconnect", this::reconnectForm)
                .post("/accounts/{account}/reconnect", this::reconnect)
                .get("/accounts/{account}/arrived", this::arrived);
    }

    private Reply choose(Visit visit) {
        List<Integration> all = Integration.all(visit);
        return all.size() == 1
                ? Reply.redirect("/accounts/connect/" + all.get(0).id())
                : Reply.page("accounts/choose", "Connect an account", all);
    }

    private static Integration deployed(Visit visit) {
        Integration integration = Integration.find(visit, visit.variable("integration"));
        if (integration.methods().isEmpty()) {
            throw Trouble.notFound("integration");
        }
        return integration;
    }

    private Reply form(Visit visit) {
        Integration integration = deployed(visit);
        return show(AccountForm.toConnect(integration, visit.query("method")));
    }

    private static Reply show(AccountForm form) {
        return new Reply.Page(form.problem() == null ? 200 : 422, "accounts/form", form.title(), form);
    }

    private Reply test(Visit visit) {
        AccountForm form = AccountForm.toConnect(deployed(visit), visit.form().text("method"));
        TestResult result = TestResult.of(visit.change("POST", API + "/test", form.body(visit.form())));
        return visit.enhanced()
                ? Reply.fragment("accounts/test-result", result)
                : show(form.filled(visit.form()).tested(result));
    }

    private Reply connect(Visit visit) {
        Integration integration = deployed(visit);
        AccountForm form = AccountForm.toConnect(integration, visit.form().text("method"));
        boolean login = form.method().login();
        Outcome outcome = visit.create(login ? API + "/login" : API, form.body(visit.form()));
        if (outcome instanceof Outcome.Refused refused) {
            return show(form.filled(visit.form()).refused(refused.problem()));
        }
        Json done = outcome.orTrouble();
        if (login) {
            return login(done, integration, false);
        }
        visit.session().tell("“" + done.text("name") + "” is connected. Now create an MCP server for it.");
        return Reply.redirect("/accounts/" + done.text("id"));
    }

    /** Not a redirect: the policy lets no form lead to another host, and a person sees where the way goes. */
    private static Reply login(Json begun, Integration integration, boolean again) {
        return Reply.page(
                "accounts/login",
                "Log in at " + integration.title(),
                new LoginModel(
                        begun.text("integrated_account_id"),
                        integration.title(),
                        begun.text("authorize_url"),
                        begun.text("redirect_uri"),
                        begun.time("expires_at"),
                        again));
    }

    /** Asked from time to time by the page that sent a person to the vendor. */
    private Reply arrived(Visit visit) {
        Json account = visit.readIfThere(API + "/" + visit.variable("account"), Map.of());
        if (!account.present()) {
            return Reply.fragment("accounts/waiting", visit.variable("account"));
        }
        visit.session().tell("“" + account.text("name") + "” is connected.");
        return Reply.redirect("/accounts/" + account.text("id"));
    }

    private Reply edit(Visit visit) {
        AccountView account = AccountPages.find(visit);
        return show(AccountForm.toEdit(Integration.find(visit, account.integration()), account));
    }

    private Reply save(Visit visit) {
        AccountView account = AccountPages.find(visit);
        AccountForm form = AccountForm.toEdit(Integration.find(visit, account.integration()), account);
        Outcome outcome = visit.change("PATCH", API + "/" + account.id(), form.body(visit.form()));
        if (outcome instanceof Outcome.Refused refused) {
            return show(form.filled(visit.form()).refused(refused.problem()));
        }
        visit.session().tell("Saved.");
        return Reply.redirect("/accounts/" + account.id());
    }

    private Reply reconnectForm(Visit visit) {
        AccountView account = AccountPages.find(visit);
        Integration integration = Integration.find(visit, account.integration());
        return show(AccountForm.toReconnect(integration, account, visit.query("method")));
    }

    private Reply reconnect(Visit visit) {
        AccountView account = AccountPages.find(visit);
        Integration integration = Integration.find(visit, account.integration());
        AccountForm form =
                AccountForm.toReconnect(integration, account, visit.form().text("method"));
        boolean login = form.method().login();
        String path = API + "/" + account.id();
        Outcome outcome = login
                ? visit.change("POST", path + "/login", form.body(visit.form()))
                : visit.change("PATCH", path, form.body(visit.form()));
        if (outcome instanceof Outcome.Refused refused) {
            return show(form.filled(visit.form()).refused(refused.problem()));
        }
        if (login) {
            return login(outcome.orTrouble(), integration, true);
        }
        TestResult result = TestResult.of(visit.change("POST", path + "/test", Map.of()));
        visit.session().tell("The new credential is saved. " + result.title());
        return Reply.redirect("/accounts/" + account.id());
    }
}
