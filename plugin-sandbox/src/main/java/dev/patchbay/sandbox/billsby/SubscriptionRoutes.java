package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions: begun, changed, paused, cancelled, and what happened to them. */
final class SubscriptionRoutes {
    private final Company company;
    private final Contracts contracts;
    private final SubscriptionOrder order;
    private final SubscriptionDocument document;

    SubscriptionRoutes(Company company, Contracts contracts) {
        this.company = company;
        this.contracts = contracts;
        this.order = new SubscriptionOrder(company);
        this.document = new SubscriptionDocument(company, contracts);
    }

    void addTo(RouteTable routes) {
        String all = "/core/{companyDomain}/subscriptions";
        String one = all + "/{subscriptionUniqueId}";
        String customers = "/core/{companyDomain}/customers/{customerUniqueId}/subscriptions";
        routes.add("GET", all, this::list)
                .add("POST", all, this::createWithCustomer)
                .add("GET", customers, this::listOfCustomer)
                .add("POST", customers, this::create)
                .add("GET", one, call -> ApiAnswer.json(document.details(subscription(call))))
                .add("DELETE", one, this::cancel)
                .add("PUT", one + "/plan", this::changePlan)
                .add("PUT", one + "/renewaldate", this::changeRenewalDate)
                .add("GET", one + "/logs", this::events)
                .add("GET", one + "/shippingAddress", this::shippingAddress)
                .add("PUT", one + "/shippingAddress", this::changeShippingAddress);
    }

    private ApiAnswer list(Call call) {
        QueryReader query = call.query();
        Boolean active = query.flagOrNull("isActive");
        Boolean trial = query.flagOrNull("isInFreeTrial");
        String product = query.textOrNull("productName");
        String plan = query.textOrNull("planName");
        List<ObjectNode> rows = new ArrayList<>();
        for (Subscription subscription : company.subscriptions.values()) {
            boolean wanted = (active == null || active == (subscription.status == Subscription.Status.Active))
                    && (trial == null || trial == subscription.isInFreeTrial(company.now()))
                    && matches(subscription.plan().product.name, product)
                    && matches(subscription.plan().name, plan);
            if (wanted) {
                rows.add(0, document.row(subscription));
            }
        }
        return Page.sorted(rows, query);
    }

    private ApiAnswer listOfCustomer(Call call) {
        Customer customer = company.customer(call.path("customerUniqueId"));
        return ApiAnswer.json(Json.list(company.subscriptionsOf(customer), document::customerRow));
    }

    private ApiAnswer createWithCustomer(Call call) {
        JsonBody body = call.body();
        body.text("firstName");
        body.text("lastName");
        body.text("email");
        Cycle cycle = order.cycle(body);
        Contracts.Terms terms = order.read(body, cycle, "Units", 0);
        Address address = Address.read(body.object("address"));
        JsonBody card = body.object("cardDetails");
        Customer customer = CustomerRoutes.newCustomer(company, body, address);
        customer.card = Card.read(card, customer.fullName());
        company.customers.put(customer.uniqueId, customer);
        try {
            return begin(customer, body, terms);
        } catch (Refusal refusal) {
            company.customers.remove(customer.uniqueId);
            throw refusal;
        }
    }

    private ApiAnswer create(Call call) {
        Customer customer = company.customer(call.path("customerUniqueId"));
        JsonBody body = call.body();
        Cycle cycle = order.cycle(body);
        Contracts.Terms terms = order.read(body, cycle, "units", 1);
        JsonBody address = body.objectOrNull("address");
        Address billingAddress = address == null ? customer.billingAddress : Address.read(address);
        String taxNumber = body.textOrNull("taxRegNumber");
        ApiAnswer answer = begin(customer, body, terms);
        customer.billingAddress = billingAddress;
        customer.taxRegNumber = taxNumber == null ? customer.taxRegNumber : taxNumber;
        return answer;
    }

    private ApiAnswer begin(Customer customer, JsonBody body, Contracts.Terms terms) {
        JsonBody shipping = body.objectOrNull("shippingAddress");
        Address shippingAddress = shipping == null ? null : Address.read(shipping);
        Customer.Phone phone = CustomerRoutes.phone(body, customer.phone);
        String additionalEmail = body.textOrNull("additionalEmail");
        Boolean consent = body.flagOrNull("marketingConsent");
        List<CustomField.Response> responses = responses(body);
        Subscription subscription = contracts.begin(customer, terms, shippingAddress);
        customer.phone = phone;
        customer.additionalEmail = additionalEmail == null ? customer.additionalEmail : additionalEmail;
        customer.marketingConsent = consent == null ? customer.marketingConsent : consent;
        responses.forEach(
                response -> customer.responses.put(response.customField().customFieldId(), response));
        return ApiAnswer.json(Json.object()
                .put("customerUniqueId", customer.uniqueId)
                .put("subscriptionUniqueId", subscription.uniqueId));
    }

    private List<CustomField.Response> responses(JsonBody body) {
        List<CustomField.Response> responses = new ArrayList<>();
        for (JsonBody item : body.objects("customFieldResponse")) {
            CustomField field = company.customField(item.number("customFieldId"));
            responses.add(new CustomField.Response(company.next(Sequence.RESPONSE), field, item.text("value")));
        }
        return responses;
    }

    private ApiAnswer cancel(Call call) {
        Subscription subscription = subscription(call);
        demandOwner(subscription, call.query().text("customerUniqueId"));
        contracts.cancel(subscription);
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer changePlan(Call call) {
        Subscription subscription = subscription(call);
        JsonBody body = call.body();
        int planId = body.number("planId");
        Cycle cycle = order.cycle(body);
        if (cycle.plan.planId != planId) {
            throw Refusal.ofField("cycleId", "belongs to plan " + cycle.plan.planId + ", not to " + planId);
        }
        demandOwner(subscription, body.text("customerUniqueId"));
        int when = body.number("planChangeType", 1, 2, 1);
        boolean issueRefund = Boolean.TRUE.equals(body.flagOrNull("issueRefund"));
        Contracts.Terms terms = order.read(body, cycle, "units", subscription.units);
        demandActive(subscription);
        if (!cycle.plan.currency().equals(subscription.currency())) {
            throw Refusal.ofField(
                    "planId",
                    "is charged in " + cycle.plan.currency() + ", the subscription in " + subscription.currency());
        }
        if (when == 1) {
            contracts.changeNow(subscription, terms, issueRefund);
        } else {
            contracts.changeOnRenewal(subscription, terms);
        }
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer changeRenewalDate(Call call) {
        Subscription subscription = subscription(call);
        JsonBody body = call.body();
        Boolean pause = body.flagOrNull("pauseSubscription");
        String text = body.textOrNull("newRenewalDate");
        if (!subscription.isLive()) {
            throw new Refusal(400, "Subscription " + subscription.uniqueId + " is cancelled");
        }
        Instant date = text == null ? subscription.nextBilling : VendorTime.read("newRenewalDate", text);
        if (!date.isAfter(company.now())) {
            throw Refusal.ofField("newRenewalDate", "must be in the future");
        }
        subscription.nextBilling = date;
        if (pause != null) {
            subscription.status = pause ? Subscription.Status.Paused : Subscription.Status.Active;
        }
        company.log(
                subscription,
                "RenewalDateChanged",
                Json.object().put("newRenewalDate", VendorTime.text(date)).put("pauseSubscription", pause));
        return ApiAnswer.json(Json.object());
    }

    private ApiAnswer events(Call call) {
        List<ObjectNode> rows = new ArrayList<>(subscription(call).events.stream()
                .map(Subscription.Event::toJson)
                .toList());
        Collections.reverse(rows);
        return Page.of(rows, call.query());
    }

    private ApiAnswer shippingAddress(Call call) {
        Subscription subscription = subscription(call);
        Address address = subscription.shippingAddress;
        return ApiAnswer.json((address == null ? subscription.customer.billingAddress : address).toJson());
    }

    private ApiAnswer changeShippingAddress(Call call) {
        Subscription subscription = subscription(call);
        subscription.shippingAddress = Address.read(call.body());
        company.log(subscription, "ShippingAddressChanged", subscription.shippingAddress.toJson());
        return ApiAnswer.json(Json.text("success"));
    }

    private Subscription subscription(Call call) {
        return company.subscription(call.path("subscriptionUniqueId"));
    }

    private static void demandOwner(Subscription subscription, String customerUniqueId) {
        if (!subscription.customer.uniqueId.equals(customerUniqueId)) {
            throw Refusal.ofField("customerUniqueId", "is not the customer of subscription " + subscription.uniqueId);
        }
    }

    private static void demandActive(Subscription subscription) {
        if (subscription.status != Subscription.Status.Active) {
            throw new Refusal(400, "Subscription " + subscription.uniqueId + " is " + subscription.status);
        }
    }

    private static boolean matches(String name, @Nullable String part) {
        return part == null || name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
