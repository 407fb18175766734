package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which subscriptions are answered. */
final class SubscriptionDocument {
    private final Company company;
    private final Contracts contracts;

    SubscriptionDocument(Company company, Contracts contracts) {
        this.company = company;
        this.contracts = contracts;
    }

    /** A row of the company's list; the ids of plan and product are texts there. */
    ObjectNode row(Subscription subscription) {
        return Json.object()
                .put("subscriptionId", subscription.subscriptionId)
                .put("subscriptionUniqueID", subscription.uniqueId)
                .put("customerId", subscription.customer.customerId)
                .put("customerUniqueId", subscription.customer.uniqueId)
                .put("customerEmail", subscription.customer.email)
                .put("customerFullname", subscription.customer.fullName())
                .put("planId", String.valueOf(subscription.plan().planId))
                .put("planName", subscription.plan().name)
                .put("productId", String.valueOf(subscription.plan().product.productId))
                .put("productName", subscription.plan().product.name)
                .put("createdOn", VendorTime.text(subscription.createdOn))
                .put("status", subscription.status.name())
                .put("isInFreeTrial", subscription.isInFreeTrial(company.now()));
    }

    /** A row of a customer's list; {@code subscriptionId} is the unique id there. */
    ObjectNode customerRow(Subscription subscription) {
        return Json.object()
                .put("subscriptionId", subscription.uniqueId)
                .put("productId", subscription.plan().product.productId)
                .put("productName", subscription.plan().product.name)
                .put("planId", subscription.plan().planId)
                .put("planName", subscription.plan().name)
                .put("status", subscription.status.name())
                .put("currency", subscription.currency())
                .put("revenue", new Money(revenue(subscription), subscription.currency()).formatted())
                .put("nextBilling", VendorTime.textOrNull(subscription.isLive() ? subscription.nextBilling : null))
                .put("createdOn", VendorTime.text(subscription.createdOn))
                .put("units", subscription.units);
    }

    ObjectNode details(Subscription subscription) {
        Subscription.Successor successor = subscription.successor;
        Plan plan = subscription.plan();
        String currency = subscription.currency();
        boolean live = subscription.isLive();
        int next = live ? contracts.nextCharge(subscription) : 0;
        String nextFormatted = live ? new Money(next, currency).formatted() : null;
        ObjectNode json = Json.object()
                .put("companyCurrency", "USD")
                .put("contractMinimumTermEnd", VendorTime.textOrNull(subscription.contractEnd))
                .put("createdOn", VendorTime.text(subscription.createdOn))
                .put("currency", currency)
                .put("customerEmail", subscription.customer.email)
                .put("customerFullname", subscription.customer.fullName())
                .put("customerId", subscription.customer.customerId)
                .put("customerUniqueId", subscription.customer.uniqueId)
                .put("cycleId", subscription.cycle.cycleId)
                .put("cycleIdNext", successor == null ? null : (Integer) successor.cycle().cycleId)
                .put("isBillingAddressValidationRequired", flag(plan, "isBillingAddressValidationRequired"))
                .put("isShippingAddressRequired", flag(plan, "isShippingAddressRequired"))
                .put("isShippingAddressValidationRequired", flag(plan, "isShippingAddressValidationRequired"))
                .put("nextBillingAmount", live ? (Integer) next : null)
                .put("nextBillingAmountFormatted", nextFormatted)
                .put("nextBillingDate", VendorTime.textOrNull(live ? subscription.nextBilling : null))
                .put("nextCycleRecurringBillingAmount", nextFormatted);
        json.set("nextPlanPricingModel", successor == null ? null : words(successor.cycle()));
        json.put("planId", plan.planId)
                .put("planIdNext", successor == null ? null : (Integer) successor.cycle().plan.planId)
                .put("planName", plan.name);
        json.set("planPricingModel", words(subscription.cycle));
        return json.put("productId", plan.product.productId)
                .put("productName", plan.product.name)
                .put("productVisibility", plan.product.visibility.name())
                .put("status", subscription.status.name())
                .put("subscriptionId", subscription.subscriptionId)
                .put("subscriptionUniqueId", subscription.uniqueId)
                .put("totalRevenue", revenue(subscription))
                .put("totalRevenueFormatted", new Money(revenue(subscription), currency).formatted())
                .put("units", subscription.units)
                .put("unitsNext", successor == null ? null : (Integer) successor.units())
                .put("visibility", subscription.cycle.visibility.name());
    }

    private long revenue(Subscription subscription) {
        return company.invoicesOf(subscription).stream()
                .mapToLong(CustomerDocument::paid)
                .sum();
    }

    private static ObjectNode words(Cycle cycle) {
        return cycle.pricing.toWords(cycle.pricingModelId, cycle.plan.currency());
    }

    private static boolean flag(Plan plan, String name) {
        return plan.product.checkout.get(name).booleanValue();
    }
}
