package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Products, their plans and the cycles of these. */
final class ProductRoutes {
    private final Company company;

    ProductRoutes(Company company) {
        this.company = company;
    }

    void addTo(RouteTable routes) {
        String all = "/core/{companyDomain}/products";
        String one = all + "/{productId}";
        String plans = one + "/plans";
        routes.add("GET", all, this::list)
                .add("POST", all, this::create)
                .add("GET", one, call -> ApiAnswer.json(product(call).toJson()))
                .add("PUT", one, this::change)
                .add("GET", plans, this::plans)
                .add("POST", plans, this::createPlan)
                .add("PUT", plans + "/orders", this::orderPlans)
                .add("PUT", plans + "/{planId}", this::changePlan)
                .add("POST", plans + "/{planId}/cycles", this::createCycles);
    }

    private ApiAnswer list(Call call) {
        QueryReader query = call.query();
        String search = query.textOrNull("search");
        Integer visibility = query.numberOrNull("visibilityType", 0, 3);
        List<ObjectNode> rows = new ArrayList<>();
        for (Product product : company.products.values()) {
            boolean named =
                    search == null || product.name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
            if (named && (visibility == null || visibility == product.visibility.ordinal())) {
                rows.add(product.toListJson(customFields(product)));
            }
        }
        return Page.of(rows, query);
    }

    private ArrayNode customFields(Product product) {
        return Json.list(
                product.orderedCustomFields.stream().map(company::customField).toList(), CustomField::toJson);
    }

    private ApiAnswer create(Call call) {
        Product product = new Product(company.next(Sequence.PRODUCT));
        product.name = "Product " + product.productId;
        change(product, call.body());
        company.products.put(product.productId, product);
        return ApiAnswer.json(product.toJson());
    }

    private ApiAnswer change(Call call) {
        Product product = product(call);
        change(product, call.body());
        return ApiAnswer.json(product.toJson());
    }

    private void change(Product product, JsonBody body) {
        product.change(body, company.customFields::containsKey);
    }

    private ApiAnswer plans(Call call) {
        return ApiAnswer.json(Json.list(product(call).plans, plan -> plan.toJson(company.isLive(plan))));
    }

    private ApiAnswer createPlan(Call call) {
        Product product = product(call);
        JsonBody body = call.body();
        PricingModel model = PricingModel.of(body.number("pricingModel", 1, 6, 1));
        Plan plan = new Plan(company.next(Sequence.PLAN), product, model);
        plan.name = "Plan " + plan.planId;
        plan.change(body);
        product.plans.add(plan);
        return ApiAnswer.json(plan.toJson(false));
    }

    /** Changes a plan and, where the body names one of its cycles, that cycle too. */
    private ApiAnswer changePlan(Call call) {
        Plan plan = company.plan(product(call), call.pathNumber("planId"));
        JsonBody body = call.body();
        JsonBody change = body.objectOrNull("cycles");
        if (change != null) {
            int cycleId = change.number("cycleId");
            Cycle cycle = plan.cycles.stream()
                    .filter(c -> c.cycleId == cycleId)
                    .findFirst()
                    .orElseThrow(() -> Refusal.ofField("cycles.cycleId", "names no cycle of this plan: " + cycleId));
            Pricing pricing = cycle.pricing.changed(change);
            Visibility visibility = Visibility.read(change, cycle.visibility);
            plan.change(body);
            cycle.pricing = pricing;
            cycle.visibility = visibility;
        } else {
            plan.change(body);
        }
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer orderPlans(Call call) {
        Product product = product(call);
        List<Integer> order = call.body().numbers("orderedPlanIds");
        List<Plan> ordered = order.stream().map(id -> company.plan(product, id)).toList();
        if (new HashSet<>(ordered).size() != product.plans.size() || ordered.size() != product.plans.size()) {
            throw Refusal.ofField("orderedPlanIds", "must name each plan of the product once");
        }
        product.plans.clear();
        product.plans.addAll(ordered);
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer createCycles(Call call) {
        Plan plan = company.plan(product(call), call.pathNumber("planId"));
        JsonBody body = call.body();
        List<JsonBody> inputs = body.requiredObjects("cyclesInputModel");
        List<Link> links = new ArrayList<>();
        for (JsonBody input : body.requiredObjects("addonPlanInputModels")) {
            links.add(new Link(company.addOn(input.number("addonId")), isForced(input)));
        }
        for (JsonBody input : body.objects("allowancePlanInputModel")) {
            links.add(new Link(company.allowance(input.number("allowanceId")), isForced(input)));
        }
        List<Cycle> cycles = new ArrayList<>();
        for (JsonBody input : inputs) {
            Pricing pricing = Pricing.read(input);
            int id = company.next(Sequence.CYCLE);
            cycles.add(new Cycle(id, id, plan, pricing, Visibility.read(input, Visibility.Public)));
        }
        plan.cycles.addAll(cycles);
        links.forEach(link -> link.supplement.link(plan, link.forced));
        return ApiAnswer.json(Json.list(cycles, Cycle::toJson));
    }

    private record Link(Supplement supplement, boolean forced) {}

    private static boolean isForced(JsonBody input) {
        return Boolean.TRUE.equals(input.flagOrNull("isForced"));
    }

    private Product product(Call call) {
        return company.product(call.pathNumber("productId"));
    }
}
