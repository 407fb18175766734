package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** One way to pay for a plan. */
final class Cycle {
    final int cycleId;
    final int pricingModelId;
    final Plan plan;
    Pricing pricing;
    Visibility visibility;

    Cycle(int cycleId, int pricingModelId, Plan plan, Pricing pricing, Visibility visibility) {
        this.cycleId = cycleId;
        this.pricingModelId = pricingModelId;
        this.plan = plan;
        this.pricing = pricing;
        this.visibility = visibility;
    }

    /** What one period costs, in minor units of the product's currency. */
    int charge(int units) {
        return pricing.charge(plan.pricingModel, units);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("cycleId", cycleId).put("planId", plan.planId);
        json.set("pricingModel", pricing.toJson(pricingModelId, plan.currency()));
        return json.put("visibility", visibility.name());
    }
}
