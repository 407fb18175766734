package dev.patchbay.sandbox.billsby;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An add-on, or an allowance: what comes with a plan beside its price. An allowance has a counter, an add-on none.
 *
 * @param links the plans that it comes with; grows
 */
record Supplement(
        int id,
        String name,
        String description,
        String singleUnitName,
        String pluralUnitName,
        PricingModel pricingModel,
        @Nullable Counter counter,
        List<String> featureTags,
        List<PlanLink> links,
        List<PriceModel> priceModels) {

    /** What an allowance counts. */
    record Counter(String counterId, String counterName) {}

    /** @param forced whether every subscription of the plan has it */
    record PlanLink(Plan plan, boolean forced) {}

    /** Prices are minor units. */
    record PriceModel(
            int frequency,
            Frequency frequencyType,
            String currency,
            int includedUnits,
            int flatFeePrice,
            int perUnitPrice) {}

    /** Links a plan, in place of a former link. */
    void link(Plan plan, boolean forced) {
        links.removeIf(link -> link.plan() == plan);
        links.add(new PlanLink(plan, forced));
    }

    boolean isForcedBy(Plan plan) {
        return links.stream().anyMatch(link -> link.plan() == plan && link.forced());
    }

    int includedUnits(String currency) {
        return priceModels.stream()
                .filter(model -> model.currency.equals(currency))
                .mapToInt(PriceModel::includedUnits)
                .findFirst()
                .orElse(0);
    }

    /** What this quantity costs for one period, in minor units; 0 where there is no price in that currency. */
    int charge(String currency, int quantity) {
        return priceModels.stream()
                .filter(model -> model.currency.equals(currency))
                .mapToInt(model -> Math.addExact(model.flatFeePrice, Math.multiplyExact(model.perUnitPrice, quantity)))
                .findFirst()
                .orElse(0);
    }

    static Supplement addOn(int id, String name, String description, String unit, List<PriceModel> prices) {
        return new Supplement(
                id,
                name,
                description,
                unit,
                unit + "s",
                PricingModel.PerUnit,
                null,
                List.of(),
                new ArrayList<>(),
                prices);
    }

    static Supplement allowance(
            int id, String name, String description, String unit, Counter counter, List<PriceModel> prices) {
        return new Supplement(
                id,
                name,
                description,
                unit,
                unit + "s",
                PricingModel.PerUnit,
                counter,
                List.of(),
                new ArrayList<>(),
                prices);
    }
}
