package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from a body what a subscription is to be; every id in it must exist. */
final class SubscriptionOrder {
    private static final int MOST_UNITS = 1_000_000;
    private static final String COUPON = "WELCOME10";

    private final Company company;

    SubscriptionOrder(Company company) {
        this.company = company;
    }

    /** @param absentUnits the units when the body has none, or 0 to demand them */
    Contracts.Terms read(JsonBody body, Cycle cycle, String unitsField, int absentUnits) {
        int units = absentUnits == 0
                ? body.number(unitsField, 1, MOST_UNITS)
                : body.number(unitsField, 1, MOST_UNITS, absentUnits);
        List<Integer> allowances = body.numberOrNumbers("allowances");
        allowances.forEach(id -> {
            if (!company.allowances.containsKey(id)) {
                throw Refusal.ofField("allowances", "names no allowance: " + id);
            }
        });
        return new Contracts.Terms(cycle, units, addOns(body), allowances, isDiscounted(body));
    }

    /** The cycle which the body must name. */
    Cycle cycle(JsonBody body) {
        int cycleId = body.number("cycleId");
        return company.plans()
                .flatMap(plan -> plan.cycles.stream())
                .filter(cycle -> cycle.cycleId == cycleId)
                .findFirst()
                .orElseThrow(() -> Refusal.ofField("cycleId", "names no cycle: " + cycleId));
    }

    private Map<Integer, Integer> addOns(JsonBody body) {
        Map<Integer, Integer> addOns = new LinkedHashMap<>();
        for (JsonBody item : body.objects("addOns")) {
            int id = item.number("addOnId");
            if (!company.addOns.containsKey(id)) {
                throw Refusal.ofField("addOns", "names no add-on: " + id);
            }
            addOns.put(id, item.number("quantity", 1, MOST_UNITS, 1));
        }
        return addOns;
    }

    private static boolean isDiscounted(JsonBody body) {
        boolean discounted = false;
        for (JsonBody item : body.objects("couponCodes")) {
            item.number("planId");
            String code = item.textOrNull("couponCode");
            if (!COUPON.equals(code)) {
                throw Refusal.ofField("couponCodes", "names no coupon: " + code);
            }
            discounted = true;
        }
        return discounted;
    }
}
