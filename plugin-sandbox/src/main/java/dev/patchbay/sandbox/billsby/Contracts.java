package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins, changes and ends subscriptions. */
final class Contracts {
    private static final int DISCOUNT_PERCENT = 10;

    private final Company company;
    private final Cashier cashier;

    Contracts(Company company, Cashier cashier) {
        this.company = company;
        this.cashier = cashier;
    }

    /**
     * What a subscription is to be.
     *
     * @param addOns how many of each, by the add-on's id
     * @param discounted whether the first invoice is 10 percent lower
     */
    record Terms(Cycle cycle, int units, Map<Integer, Integer> addOns, List<Integer> allowances, boolean discounted) {}

    /** Begins a subscription; its first period is paid at once unless it is free. */
    Subscription begin(Customer customer, Terms terms, @Nullable Address shippingAddress) {
        Instant now = company.now();
        Pricing pricing = terms.cycle.pricing;
        Integer trial = pricing.freeTrial();
        boolean free = trial != null && trial > 0;
        Instant nextBilling = free
                ? pricing.freeTrialFrequencyType().after(now, trial)
                : pricing.frequencyType().after(now, pricing.frequency());
        if (!free) {
            cashier.demandPayingCard(customer);
        }
        Subscription subscription = new Subscription(
                company.next(Sequence.SUBSCRIPTION),
                company.nextUniqueId(),
                customer,
                terms.cycle,
                terms.units,
                now,
                nextBilling);
        subscription.shippingAddress = shippingAddress;
        subscription.freeTrialEnd = free ? nextBilling : null;
        Integer term = pricing.contractTerm();
        if (term != null && term > 0) {
            subscription.contractEnd = pricing.contractTermFrequencyType().after(now, term);
        }
        apply(subscription, terms);
        company.subscriptions.put(subscription.uniqueId, subscription);
        company.log(
                subscription,
                "SubscriptionCreated",
                Json.object()
                        .put("planId", subscription.plan().planId)
                        .put("cycleId", terms.cycle.cycleId)
                        .put("units", terms.units));
        if (!free) {
            List<Invoice.Item> items = items(subscription, terms.discounted);
            int fee = pricing.setupFee();
            if (fee > 0) {
                items.add(Invoice.Item.of("Set-up fee", 1, fee));
            }
            Invoice.Period period = new Invoice.Period(now, nextBilling);
            cashier.bill(
                    customer, subscription, Invoice.Type.NewSubscription, subscription.currency(), items, period, 0);
        }
        return subscription;
    }

    /** Puts other terms in force now, and invoices them; a declined card leaves that invoice unpaid. */
    void changeNow(Subscription subscription, Terms terms, boolean issueRefund) {
        int unused = issueRefund ? unusedValue(subscription) : 0;
        int formerPlan = subscription.plan().planId;
        subscription.cycle = terms.cycle;
        subscription.units = terms.units;
        subscription.successor = null;
        subscription.freeTrialEnd = null;
        apply(subscription, terms);
        Instant now = company.now();
        Pricing pricing = terms.cycle.pricing;
        subscription.nextBilling = pricing.frequencyType().after(now, pricing.frequency());
        logChange(subscription, formerPlan, terms, "Immediate");
        List<Invoice.Item> items = items(subscription, false);
        int subTotal = items.stream().mapToInt(Invoice.Item::amount).sum();
        cashier.bill(
                subscription.customer,
                subscription,
                Invoice.Type.PlanChange,
                subscription.currency(),
                items,
                new Invoice.Period(now, subscription.nextBilling),
                -Math.min(unused, subTotal));
    }

    /** Notes other terms for the next renewal; nothing is invoiced. */
    void changeOnRenewal(Subscription subscription, Terms terms) {
        subscription.successor = new Subscription.Successor(terms.cycle, terms.units);
        logChange(subscription, subscription.plan().planId, terms, "OnRenewal");
    }

    /** Ends a subscription. The vendor refuses while the customer has open invoices. */
    void cancel(Subscription subscription) {
        if (!subscription.isLive()) {
            throw new Refusal(400, "Subscription " + subscription.uniqueId + " is cancelled already");
        }
        List<String> open = company.invoicesOf(subscription.customer).stream()
                .filter(invoice -> invoice.status.isOpen())
                .map(invoice -> invoice.number + " (" + invoice.status + ")")
                .toList();
        if (!open.isEmpty()) {
            throw new Refusal(
                    400,
                    "The subscription cannot be cancelled while the customer has pending, unpaid or to be written off"
                            + " invoices: " + String.join(", ", open));
        }
        subscription.status = Subscription.Status.Cancelled;
        subscription.successor = null;
        company.log(subscription, "SubscriptionCancelled", Json.object());
    }

    /** What the next renewal will charge, in minor units. */
    int nextCharge(Subscription subscription) {
        Subscription.Successor successor = subscription.successor;
        Cycle cycle = successor == null ? subscription.cycle : successor.cycle();
        int units = successor == null ? subscription.units : successor.units();
        int addOns = subscription.addOns.entrySet().stream()
                .mapToInt(e -> company.addOn(e.getKey()).charge(subscription.currency(), e.getValue()))
                .sum();
        return Math.addExact(cycle.charge(units), addOns);
    }

    private void apply(Subscription subscription, Terms terms) {
        subscription.addOns.clear();
        subscription.addOns.putAll(terms.addOns);
        subscription.allowances.clear();
        subscription.allowances.addAll(terms.allowances);
        for (Supplement addOn : company.addOns.values()) {
            if (addOn.isForcedBy(subscription.plan())) {
                subscription.addOns.putIfAbsent(addOn.id(), 1);
            }
        }
        for (Supplement allowance : company.allowances.values()) {
            if (allowance.isForcedBy(subscription.plan())) {
                subscription.allowances.add(allowance.id());
            }
        }
    }

    List<Invoice.Item> items(Subscription subscription, boolean discounted) {
        List<Invoice.Item> items = new ArrayList<>();
        Plan plan = subscription.plan();
        int price = subscription.cycle.charge(subscription.units);
        int discount = discounted ? (int) ((long) price * DISCOUNT_PERCENT / 100) : 0;
        boolean byUnit = plan.pricingModel == PricingModel.PerUnit || plan.pricingModel == PricingModel.Reserved;
        items.add(new Invoice.Item(
                plan.product.name + " " + plan.name,
                byUnit ? subscription.units : 1,
                byUnit ? subscription.cycle.pricing.price() : price,
                discount,
                price - discount));
        subscription.addOns.forEach((id, quantity) -> {
            Supplement addOn = company.addOn(id);
            int sum = addOn.charge(subscription.currency(), quantity);
            items.add(new Invoice.Item(addOn.name(), quantity, quantity == 0 ? 0 : sum / quantity, 0, sum));
        });
        return items;
    }

    /** What the days that remain of the current paid period are worth. */
    private int unusedValue(Subscription subscription) {
        Instant now = company.now();
        int value = 0;
        for (Invoice invoice : company.invoicesOf(subscription)) {
            Invoice.Period period = invoice.period;
            if (period != null && period.start().isBefore(now) && period.end().isAfter(now)) {
                long left = Duration.between(now, period.end()).toSeconds();
                long whole = Duration.between(period.start(), period.end()).toSeconds();
                value = (int) (invoice.refundable() * left / whole);
            }
        }
        return value;
    }

    private void logChange(Subscription subscription, int formerPlan, Terms terms, String when) {
        company.log(
                subscription,
                "PlanChanged",
                Json.object()
                        .put("formerPlanId", formerPlan)
                        .put("planId", terms.cycle.plan.planId)
                        .put("cycleId", terms.cycle.cycleId)
                        .put("units", terms.units)
                        .put("planChangeType", when));
    }
}
