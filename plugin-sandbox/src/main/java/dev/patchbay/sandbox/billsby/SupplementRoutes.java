package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Add-ons and allowances, of the company and of one subscription. */
final class SupplementRoutes {
    private final Company company;

    SupplementRoutes(Company company) {
        this.company = company;
    }

    void addTo(RouteTable routes) {
        String subscription = "/billing/{companyDomain}/subscriptions/{subscriptionUniqueId}";
        routes.add("GET", "/core/{companyDomain}/addons", call -> addOns())
                .add("GET", "/core/{companyDomain}/addons/{addonId}", this::addOn)
                .add("GET", "/core/{companyDomain}/allowances", call -> allowances())
                .add("GET", "/core/{companyDomain}/allowances/{allowanceId}", this::allowance)
                .add("GET", subscription + "/addons", this::addOnsOfSubscription)
                .add("GET", subscription + "/allowances", this::allowancesOfSubscription);
    }

    private ApiAnswer addOns() {
        return ApiAnswer.json(Json.list(company.addOns.values(), addOn -> row("addonId", addOn)));
    }

    private ApiAnswer allowances() {
        return ApiAnswer.json(Json.list(company.allowances.values(), allowance -> row("allowanceId", allowance)));
    }

    private ApiAnswer addOn(Call call) {
        return ApiAnswer.json(details("addonId", "forceAddon", company.addOn(call.pathNumber("addonId"))));
    }

    private ApiAnswer allowance(Call call) {
        return ApiAnswer.json(
                details("allowanceId", "forceAllowance", company.allowance(call.pathNumber("allowanceId"))));
    }

    private ApiAnswer addOnsOfSubscription(Call call) {
        Subscription subscription = company.subscription(call.path("subscriptionUniqueId"));
        ObjectNode json = Json.object();
        ArrayNode rows = json.putArray("addons");
        subscription.addOns.forEach((id, quantity) -> {
            Supplement addOn = company.addOn(id);
            rows.addObject()
                    .put("id", id)
                    .put("name", addOn.name())
                    .put("isForced", addOn.isForcedBy(subscription.plan()))
                    .put("status", subscription.status.name())
                    .put("quantity", quantity)
                    .put("quantityNext", quantity)
                    .put("nextUpdate", VendorTime.text(subscription.nextBilling));
        });
        return ApiAnswer.json(json);
    }

    private ApiAnswer allowancesOfSubscription(Call call) {
        Subscription subscription = company.subscription(call.path("subscriptionUniqueId"));
        ObjectNode json = Json.object();
        ArrayNode rows = json.putArray("allowances");
        for (int id : subscription.allowances) {
            Supplement allowance = company.allowance(id);
            Supplement.Counter counter = allowance.counter();
            rows.addObject()
                    .put("id", id)
                    .put("name", allowance.name())
                    .put("isForced", allowance.isForcedBy(subscription.plan()))
                    .put("status", subscription.status.name())
                    .put("usage", counter == null ? 0 : subscription.counterAt(counter.counterId(), company.now()))
                    .put("includedUnits", allowance.includedUnits(subscription.currency()));
        }
        return ApiAnswer.json(json);
    }

    private ObjectNode row(String idField, Supplement supplement) {
        return Json.object()
                .put(idField, supplement.id())
                .put("name", supplement.name())
                .put("description", supplement.description())
                .put("hasActiveLinkedPlans", hasActivePlans(supplement));
    }

    private ObjectNode details(String idField, String forceField, Supplement supplement) {
        ObjectNode json = Json.object()
                .put(idField, supplement.id())
                .put("name", supplement.name())
                .put("displayName", supplement.name())
                .put("description", supplement.description())
                .put("singleUnitName", supplement.singleUnitName())
                .put("pluralUnitName", supplement.pluralUnitName())
                .put("pricingModelType", supplement.pricingModel().name());
        Supplement.Counter counter = supplement.counter();
        if (counter != null) {
            json.putObject("counter").put("counterId", counter.counterId()).put("counterName", counter.counterName());
        }
        json.put("hasActiveLinkedPlans", hasActivePlans(supplement));
        json.set("featureTags", Json.texts(supplement.featureTags()));
        json.set(
                "plans",
                Json.list(
                        supplement.links(),
                        link -> Json.object()
                                .put("planId", link.plan().planId)
                                .put("planName", link.plan().name)
                                .put("productName", link.plan().product.name)
                                .put(forceField, link.forced())
                                .put("isActive", link.plan().visibility != Visibility.OffSale)));
        json.set("priceModels", Json.list(supplement.priceModels(), model -> price(model, counter != null)));
        return json;
    }

    private static ObjectNode price(Supplement.PriceModel model, boolean isAllowance) {
        ObjectNode json = Json.object()
                .put("frequency", model.frequency())
                .put("frequencyType", model.frequencyType().name())
                .put("currency", model.currency());
        if (isAllowance) {
            json.put("includedUnits", model.includedUnits());
        }
        json.put("flatFeePrice", model.flatFeePrice())
                .put("flatFeePriceFormatted", new Money(model.flatFeePrice(), model.currency()).formatted())
                .put("perUnitPrice", model.perUnitPrice())
                .put("perUnitPriceFormatted", new Money(model.perUnitPrice(), model.currency()).formatted());
        json.putArray("tiers");
        return json;
    }

    private static boolean hasActivePlans(Supplement supplement) {
        return supplement.links().stream().anyMatch(link -> link.plan().visibility != Visibility.OffSale);
    }
}
