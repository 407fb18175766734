package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.billsby.Company.Sequence;
import dev.patchbay.sandbox.billsby.Supplement.Counter;
import dev.patchbay.sandbox.billsby.Supplement.PriceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the company sells at the start. */
final class SeedCatalogue {
    private final Company company;

    SeedCatalogue(Company company) {
        this.company = company;
    }

    void plant() {
        customField(0, "Cost centre", "Printed on every invoice", null);
        customField(5, "Company size", "How many people work with you", "1-10,11-100,more");
        Product cloud = product(FixedIds.CLOUD, "Acme Cloud", "Hosting for small teams", "USD");
        Plan starter = plan(FixedIds.STARTER, cloud, "Starter", PricingModel.FlatFee, "cloud", "starter-plan");
        cycle(FixedIds.STARTER_MONTHLY, starter, Frequency.Monthly, 2900);
        cycle(7102, starter, Frequency.Yearly, 29000);
        Plan business =
                plan(FixedIds.BUSINESS, cloud, "Business", PricingModel.FlatFee, "cloud", "business-plan", "sso");
        cycle(FixedIds.BUSINESS_MONTHLY, business, Frequency.Monthly, 14900);
        cycle(7104, business, Frequency.Yearly, 149000);
        Plan enterprise =
                plan(6103, cloud, "Enterprise", PricingModel.FlatFee, "cloud", "enterprise-plan", "sso", "audit");
        enterprise.visibility = Visibility.Hidden;
        cycle(7105, enterprise, Frequency.Monthly, 99900);

        Product europe = product(FixedIds.CLOUD_EUROPE, "Acme Cloud Europe", "The same, hosted in Frankfurt", "EUR");
        Plan starterEurope = plan(6201, europe, "Starter EU", PricingModel.FlatFee, "cloud", "starter-plan");
        cycle(7201, starterEurope, Frequency.Monthly, 2700);
        Plan businessEurope = plan(6202, europe, "Business EU", PricingModel.FlatFee, "cloud", "business-plan", "sso");
        cycle(7202, businessEurope, Frequency.Monthly, 13900);
        cycle(7203, businessEurope, Frequency.Yearly, 139000);

        Product support = product(FixedIds.SUPPORT, "Acme Support", "People who answer, by seat", "USD");
        support.orderedCustomFields = List.of(401);
        Plan standard = plan(6301, support, "Standard", PricingModel.PerUnit, "support");
        cycle(7301, standard, Frequency.Monthly, 900);
        Plan priority = plan(6302, support, "Priority", PricingModel.PerUnit, "support", "priority-queue");
        cycle(7302, priority, Frequency.Monthly, 2500);
        Cycle trial = cycle(7303, standard, Frequency.Monthly, 900);
        trial.pricing = withTrial(trial.pricing);

        supplements(List.of(starter, business, enterprise, standard, priority), priority);
    }

    private void supplements(List<Plan> plans, Plan priority) {
        Supplement storage = Supplement.addOn(
                FixedIds.STORAGE,
                "Extra storage",
                "100 GB more",
                "block",
                List.of(
                        new PriceModel(1, Frequency.Monthly, "USD", 0, 0, 500),
                        new PriceModel(1, Frequency.Monthly, "EUR", 0, 0, 450)));
        Supplement onboarding = Supplement.addOn(
                FixedIds.ONBOARDING,
                "Onboarding call",
                "An hour with an engineer every month",
                "call",
                List.of(new PriceModel(1, Frequency.Monthly, "USD", 0, 15000, 0)));
        Supplement apiCalls = Supplement.allowance(
                FixedIds.API_CALLS,
                "API calls",
                "Calls of the Acme API",
                "call",
                new Counter(FixedIds.API_CALLS_COUNTER, "API calls"),
                List.of(
                        new PriceModel(1, Frequency.Monthly, "USD", 10000, 0, 1),
                        new PriceModel(1, Frequency.Monthly, "EUR", 10000, 0, 1)));
        Supplement emails = Supplement.allowance(
                FixedIds.EMAILS,
                "Emails",
                "Emails sent through Acme",
                "email",
                new Counter(FixedIds.EMAILS_COUNTER, "Emails sent"),
                List.of(new PriceModel(1, Frequency.Monthly, "USD", 2000, 0, 2)));
        company.addOns.put(storage.id(), storage);
        company.addOns.put(onboarding.id(), onboarding);
        company.allowances.put(apiCalls.id(), apiCalls);
        company.allowances.put(emails.id(), emails);
        plans.forEach(plan -> storage.link(plan, false));
        plans.forEach(plan -> apiCalls.link(plan, plan == priority));
        onboarding.link(priority, false);
        emails.link(priority, false);
    }

    private void customField(int type, String label, String description, @Nullable String options) {
        int id = company.next(Sequence.CUSTOM_FIELD);
        company.customFields.put(id, new CustomField(id, type, label, description, options, false));
    }

    private Product product(int id, String name, String description, String currency) {
        Product product = new Product(id);
        product.name = name;
        product.displayName = name;
        product.description = description;
        product.billingCurrency = currency;
        product.alertEmail = "sales@acme.example";
        company.products.put(id, product);
        return product;
    }

    private static Plan plan(int id, Product product, String name, PricingModel model, String... tags) {
        Plan plan = new Plan(id, product, model);
        plan.name = name;
        plan.displayName = product.name + " " + name;
        plan.description = "The " + name + " plan of " + product.name;
        plan.featureTags = List.of(tags);
        plan.redirectUrl = "https://acme.example/welcome";
        plan.alertEmail = "sales@acme.example";
        product.plans.add(plan);
        return plan;
    }

    private static Cycle cycle(int id, Plan plan, Frequency frequency, int price) {
        Cycle cycle = new Cycle(id, id - 7000, plan, Pricing.simple(1, frequency, price), Visibility.Public);
        plan.cycles.add(cycle);
        return cycle;
    }

    private static Pricing withTrial(Pricing pricing) {
        return new Pricing(
                pricing.frequency(),
                pricing.frequencyType(),
                pricing.price(),
                14,
                Frequency.Daily,
                pricing.contractTerm(),
                pricing.contractTermFrequencyType(),
                pricing.setupFeePrice(),
                pricing.freeQuantity(),
                pricing.billingDateType(),
                pricing.fixedBillingDateDay(),
                pricing.fixedBillingDateMonth(),
                pricing.proRateOption(),
                pricing.tiers());
    }
}
