package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.Instant;

/** Counters of allowances, per subscription. An update shows at once, where the vendor may take a while. */
final class CounterRoutes {
    private final Company company;

    CounterRoutes(Company company) {
        this.company = company;
    }

    void addTo(RouteTable routes) {
        String one = "/{companyDomain}/subscriptions/{subscriptionUniqueId}/counters/{counterId}";
        routes.add("GET", "/counters/usage" + one, this::usage).add("POST", "/counters/operations" + one, this::update);
    }

    /** The value now; or, between two moments, how much it grew. */
    private ApiAnswer usage(Call call) {
        Subscription subscription = subscription(call);
        String counterId = counterId(call);
        String from = call.query().textOrNull("from");
        String to = call.query().textOrNull("to");
        Instant end = to == null ? company.now() : VendorTime.read("to", to);
        int before = from == null ? 0 : subscription.counterAt(counterId, VendorTime.read("from", from));
        return ApiAnswer.json(Json.object()
                .put("usage", Math.max(0, subscription.counterAt(counterId, end) - before))
                .put("timestamp", VendorTime.text(company.now())));
    }

    private ApiAnswer update(Call call) {
        Subscription subscription = subscription(call);
        String counterId = counterId(call);
        JsonBody body = call.body();
        String operation = body.text("operationType");
        int value = body.number("value", 0, Integer.MAX_VALUE);
        int former = subscription.counterAt(counterId, company.now());
        int next = switch (operation) {
            case "Increment" -> Math.addExact(former, value);
            case "Decrement" -> Math.max(0, former - value);
            case "Set" -> value;
            default -> throw Refusal.ofField("operationType", "must be Increment, Decrement or Set");
        };
        subscription.count(counterId, company.now(), next);
        company.log(
                subscription,
                "CounterUpdated",
                Json.object().put("counterId", counterId).put("value", next));
        return ApiAnswer.json(Json.text("success"));
    }

    private String counterId(Call call) {
        String asked = call.path("counterId");
        return company.allowances.values().stream()
                .map(Supplement::counter)
                .filter(counter -> counter != null && counter.counterId().equals(asked))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("counter", asked))
                .counterId();
    }

    private Subscription subscription(Call call) {
        return company.subscription(call.path("subscriptionUniqueId"));
    }
}
