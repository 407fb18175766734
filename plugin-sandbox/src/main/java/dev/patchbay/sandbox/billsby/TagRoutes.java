package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Feature tags, which come with a plan or are put on one subscription. */
final class TagRoutes {
    private final Company company;

    TagRoutes(Company company) {
        this.company = company;
    }

    void addTo(RouteTable routes) {
        String all = "/core/{companyDomain}/subscriptions";
        String one = all + "/{subscriptionUniqueId}";
        routes.add("GET", one + "/tags", this::list)
                .add("GET", one + "/tags/split", this::split)
                .add("POST", all + "/tags", this::add)
                .add("DELETE", all + "/tags/{tagname}", this::remove);
    }

    private ApiAnswer list(Call call) {
        Subscription subscription = subscription(call);
        Set<String> tags = new LinkedHashSet<>(subscription.plan().featureTags);
        tags.addAll(subscription.tags);
        return ApiAnswer.json(Json.texts(tags));
    }

    private ApiAnswer split(Call call) {
        Subscription subscription = subscription(call);
        ObjectNode json = Json.object();
        json.set("planFeatureTags", Json.texts(subscription.plan().featureTags));
        json.set("subscriptionFeatureTags", Json.texts(subscription.tags));
        return ApiAnswer.json(json);
    }

    private ApiAnswer add(Call call) {
        JsonBody body = call.body();
        List<String> names = body.texts("tagNames");
        List<Subscription> subscriptions = body.texts("subscriptionUniqueIds").stream()
                .map(company::subscription)
                .toList();
        for (Subscription subscription : subscriptions) {
            subscription.tags.addAll(names);
            ObjectNode data = Json.object();
            data.set("tagNames", Json.texts(names));
            company.log(subscription, "FeatureTagsAdded", data);
        }
        return ApiAnswer.json(Json.text("Success"));
    }

    /** Without {@code subsId} the tag goes from every subscription that has it. */
    private ApiAnswer remove(Call call) {
        String tag = call.path("tagname");
        String only = call.query().textOrNull("subsId");
        Collection<Subscription> candidates =
                only == null ? company.subscriptions.values() : List.of(company.subscription(only));
        List<Subscription> tagged =
                candidates.stream().filter(s -> s.tags.contains(tag)).toList();
        if (tagged.isEmpty()) {
            throw Refusal.unknown("feature tag", tag);
        }
        for (Subscription subscription : tagged) {
            subscription.tags.remove(tag);
            company.log(subscription, "FeatureTagRemoved", Json.object().put("tagName", tag));
        }
        return ApiAnswer.json(Json.text("Success"));
    }

    private Subscription subscription(Call call) {
        return company.subscription(call.path("subscriptionUniqueId"));
    }
}
