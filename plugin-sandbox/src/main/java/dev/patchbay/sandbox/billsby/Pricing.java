package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often and how much a cycle charges. Prices are minor units of the product's currency.
 *
 * @param billingDateType 1 anniversary, 2 fixed day of the month, 3 fixed day of the week
 * @param proRateOption 1 not, 2 no charge until the next cycle, 3 by the days that remain
 */
record Pricing(
        int frequency,
        Frequency frequencyType,
        int price,
        @Nullable Integer freeTrial,
        Frequency freeTrialFrequencyType,
        @Nullable Integer contractTerm,
        Frequency contractTermFrequencyType,
        @Nullable Integer setupFeePrice,
        int freeQuantity,
        int billingDateType,
        @Nullable Integer fixedBillingDateDay,
        @Nullable Integer fixedBillingDateMonth,
        int proRateOption,
        List<Tier> tiers) {

    private static final List<String> BILLING_DATES =
            List.of("Unassigned", "Anniversary", "FixedDayEachMonth", "FixedDayOfTheWeek");
    private static final List<String> PRO_RATING =
            List.of("Unassigned", "DoNotProRate", "DoNotChargeUntilNextCycle", "ProRateBasedOnDaysRemaining");

    /** A step of a tiered price. {@code finish} is {@code null} for no upper end. */
    record Tier(int start, @Nullable Integer finish, int price) {
        static Tier read(JsonBody body) {
            return new Tier(
                    body.number("start", 0, Integer.MAX_VALUE, 0),
                    body.numberOrNull("finish"),
                    body.number("price", 0, Integer.MAX_VALUE, 0));
        }

        ObjectNode toJson(String currency) {
            return Json.object()
                    .put("finish", finish)
                    .put("price", price)
                    .put("start", start)
                    .put("priceFormatted", new Money(price, currency).formatted());
        }

        private boolean holds(int units) {
            return units >= start && (finish == null || units <= finish);
        }

        private long unitsWithin(int units) {
            int last = finish == null ? units : Math.min(units, finish);
            return Math.max(0, last - Math.max(start, 1) + 1);
        }
    }

    /** A price without trial, contract term, fee or tiers. */
    static Pricing simple(int frequency, Frequency type, int price) {
        return new Pricing(
                frequency,
                type,
                price,
                null,
                Frequency.Unassigned,
                null,
                Frequency.Unassigned,
                null,
                0,
                1,
                null,
                null,
                1,
                List.of());
    }

    /** Reads the pricing of a new cycle. */
    static Pricing read(JsonBody body) {
        body.number("frequency", 1, 1000);
        body.number("frequencyType", 1, 4);
        body.number("price", 0, Integer.MAX_VALUE);
        body.number("billingDateType", 1, 3);
        body.number("visibility", 0, 3);
        return simple(1, Frequency.Monthly, 0).changed(body);
    }

    /** This pricing with what the body holds in place of the former. */
    Pricing changed(JsonBody body) {
        return new Pricing(
                body.number("frequency", 1, 1000, frequency),
                Frequency.of(body.number("frequencyType", 1, 4, frequencyType.ordinal())),
                body.number("price", 0, Integer.MAX_VALUE, price),
                numberOr(body, "freeTrial", freeTrial),
                Frequency.of(body.number("freeTrialFrequencyType", 0, 4, freeTrialFrequencyType.ordinal())),
                numberOr(body, "contractTerm", contractTerm),
                Frequency.of(body.number("contractTermFrequencyType", 0, 4, contractTermFrequencyType.ordinal())),
                numberOr(body, "setupFeePrice", setupFeePrice),
                body.number("freeQuantity", 0, Integer.MAX_VALUE, freeQuantity),
                body.number("billingDateType", 1, 3, billingDateType),
                numberOr(body, "fixedBillingDateDay", fixedBillingDateDay),
                numberOr(body, "fixedBillingDateMonth", fixedBillingDateMonth),
                body.number("proRateOption", 1, 3, proRateOption),
                body.has("tiers") ? readTiers(body) : tiers);
    }

    /** What one period costs, in minor units. */
    int charge(PricingModel model, int units) {
        int paidUnits = Math.max(0, units - freeQuantity);
        long sum = switch (model) {
            case FlatFee -> price;
            case PerUnit, Reserved -> (long) price * paidUnits;
            case Tiered ->
                tiers.stream()
                        .mapToLong(t -> t.price * t.unitsWithin(paidUnits))
                        .sum();
            case Volume -> (long) tierPrice(paidUnits) * paidUnits;
            case Ranged -> tierPrice(paidUnits);
        };
        if (sum > Integer.MAX_VALUE) {
            throw Refusal.ofField("units", "makes a sum beyond what can be charged");
        }
        return (int) sum;
    }

    /** The form with numbers, as in plans and cycles. */
    ObjectNode toJson(int pricingModelId, String currency) {
        ObjectNode json = Json.object()
                .put("pricingModelId", pricingModelId)
                .put("frequency", frequency)
                .put("frequencyType", frequencyType.ordinal())
                .put("price", price)
                .put("priceFormatted", new Money(price, currency).formatted())
                .put("freeTrial", freeTrial == null ? 0 : freeTrial)
                .put("freeTrialFrequencyType", freeTrialFrequencyType.ordinal())
                .put("contractTerm", contractTerm == null ? 0 : contractTerm)
                .put("contractTermFrequencyType", contractTermFrequencyType.ordinal())
                .put("setupFeePrice", setupFee())
                .put("setupFeePriceFormatted", new Money(setupFee(), currency).formatted())
                .put("freeQuantity", freeQuantity)
                .put("billingDateType", billingDateType)
                .put("fixedBillingDateDay", fixedBillingDateDay == null ? 0 : fixedBillingDateDay)
                .put("proRateOption", proRateOption);
        json.set("tiers", Json.list(tiers, tier -> tier.toJson(currency)));
        return json;
    }

    /** The form with words and nulls, as in a subscription. */
    ObjectNode toWords(int pricingModelId, String currency) {
        ObjectNode json = Json.object()
                .put("billingDateType", BILLING_DATES.get(billingDateType))
                .put("contractTerm", contractTerm)
                .put("contractTermFrequencyType", contractTermFrequencyType.name())
                .put("fixedBillingDateDay", fixedBillingDateDay)
                .put("fixedBillingDateMonth", fixedBillingDateMonth)
                .put("freeQuantity", freeQuantity)
                .put("freeTrial", freeTrial)
                .put("freeTrialFrequencyType", freeTrialFrequencyType.name())
                .put("frequency", frequency)
                .put("frequencyType", frequencyType.name())
                .put("pricingModelId", pricingModelId)
                .put("proRateOption", PRO_RATING.get(proRateOption))
                .put("setupFeePrice", setupFeePrice)
                .put(
                        "setupFeePriceFormatted",
                        setupFeePrice == null ? null : new Money(setupFeePrice, currency).formatted());
        json.set("tiers", Json.list(tiers, tier -> tier.toJson(currency)));
        return json;
    }

    int setupFee() {
        return setupFeePrice == null ? 0 : setupFeePrice;
    }

    private int tierPrice(int units) {
        return tiers.stream()
                .filter(tier -> tier.holds(units))
                .findFirst()
                .map(Tier::price)
                .orElse(0);
    }

    /** The vendor takes a list for a new cycle and a single object for a change. */
    private static List<Tier> readTiers(JsonBody body) {
        var raw = body.raw("tiers");
        return raw != null && raw.isObject()
                ? List.of(Tier.read(body.object("tiers")))
                : body.objects("tiers").stream().map(Tier::read).toList();
    }

    private static @Nullable Integer numberOr(JsonBody body, String field, @Nullable Integer absent) {
        Integer value = body.numberOrNull(field);
        if (value != null && value < 0) {
            throw Refusal.ofField(field, "must not be negative");
        }
        return value == null ? absent : value;
    }
}
