package dev.patchbay.console.accounts;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.List;
import java.util.Map;

/** The locations of an agency: which there are, and connecting some of them as accounts of their own. */
public final class LocationPages implements Area {
    /**
     * A location.
     *
     * @param id the vendor's id
     * @param name what it is called
     * @param address where it is
     * @param account the id of its account here; empty if it has none
     */
    public record Location(String id, String name, String address, String account) {}

    /**
     * The page of an agency's locations.
     *
     * @param agency the agency's account
     * @param locations those of this page
     * @param pager to the other pages
     */
    public record Model(AccountView agency, List<Location> locations, Pager pager) {}

    @Override
    public void addTo(Router router) {
        router.get("/accounts/{account}/locations", this::list).post("/accounts/{account}/locations", this::connect);
    }

    private static String api(AccountView agency) {
        return "/integrated-account/" + agency.id() + "/location";
    }

    private Reply list(Visit visit) {
        AccountView agency = AccountPages.find(visit);
        String cursor = visit.query("cursor");
        Json page = visit.read(api(agency), Map.of("next_cursor", cursor));
        List<Location> locations = page.list("result").stream()
                .map(each -> new Location(
                        each.text("id"), each.text("name"), each.text("address"), each.text("integrated_account_id")))
                .toList();
        Pager pager = Pager.of(agency.url() + "/locations", Map.of(), cursor, page.text("next_cursor"));
        return Reply.page("accounts/locations", "Locations of " + agency.name(), new Model(agency, locations, pager));
    }

    private Reply connect(Visit visit) {
        AccountView agency = AccountPages.find(visit);
        List<String> ids = visit.form().texts("location");
        if (ids.isEmpty()) {
            visit.session().tell("No location was chosen.");
            return Reply.redirect("/accounts/" + agency.id() + "/locations");
        }
        Outcome outcome = visit.change("POST", api(agency), Map.of("location_ids", ids));
        List<Json> results = outcome.orTrouble().list("result");
        long created = results.stream().filter(each -> each.flag("created")).count();
        List<String> problems = results.stream()
                .filter(each -> each.at("problem").present())
                .map(each -> each.text("id") + " (" + each.text("problem") + ")")
                .toList();
        visit.session()
                .tell(created + (created == 1 ? " location is" : " locations are") + " connected."
                        + (problems.isEmpty() ? "" : " Not connected: " + String.join(", ", problems) + "."));
        return Reply.redirect("/accounts/" + agency.id() + "/locations");
    }
}
