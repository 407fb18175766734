package dev.patchbay.console.integrations;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /console/integrations}: what is deployed, and how it fares. */
public final class IntegrationPages implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/integrations", this::list);
        new DeploymentPages().addTo(router);
        router.get("/integrations/{integration}", this::show);
    }

    /**
     * The page that lists what is deployed.
     *
     * @param deployments the files of the deploy folder
     * @param mayChange whether this person may upload, stop and remove
     */
    public record ListModel(List<IntegrationView> integrations, List<Deployment> deployments, boolean mayChange) {}

    /**
     * The page of one integration.
     *
     * @param deployments the files that bring it
     * @param accounts the names of its accounts by id, the newest first, as many as are shown
     */
    public record ShowModel(IntegrationView integration, List<Deployment> deployments, Map<String, String> accounts) {}

    private Reply list(Visit visit) {
        return Reply.page(
                "integrations/list",
                "Integrations",
                new ListModel(
                        IntegrationView.all(visit),
                        deployments(visit),
                        visit.session().administers()));
    }

    static List<Deployment> deployments(Visit visit) {
        return visit.read("/deployment").list("result").stream()
                .map(Deployment::of)
                .toList();
    }

    private Reply show(Visit visit) {
        IntegrationView integration = IntegrationView.of(visit.read("/integration/" + visit.variable("integration")));
        Map<String, String> accounts = new LinkedHashMap<>();
        for (Json account : visit.read("/integrated-account", Map.of("integration", integration.id(), "limit", "20"))
                .list("result")) {
            accounts.put(account.text("id"), account.text("name"));
        }
        return Reply.page(
                "integrations/show",
                integration.title(),
                new ShowModel(
                        integration,
                        deployments(visit).stream()
                                .filter(each -> each.integrations().contains(integration.id())
                                        || !integration.bundle().isEmpty()
                                                && each.bundle().equals(integration.bundle()))
                                .toList(),
                        accounts));
    }
}
