package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers: their details, card, address and end. */
final class CustomerRoutes {
    private final Company company;
    private final CustomerDocument document;

    CustomerRoutes(Company company) {
        this.company = company;
        this.document = new CustomerDocument(company);
    }

    void addTo(RouteTable routes) {
        String all = "/core/{companyDomain}/customers";
        String one = all + "/{customerUniqueId}";
        routes.add("GET", all, this::list)
                .add("POST", all, this::create)
                .add("GET", one, call -> ApiAnswer.json(document.details(customer(call))))
                .add("PUT", one, this::change)
                .add("DELETE", one, this::delete)
                .add("PUT", one + "/paymentCard", this::changeCard)
                .add("GET", one + "/paymentdetailsrequest", this::requestPaymentDetails)
                .add("PUT", one + "/gdprcleanup", this::erase)
                .add("GET", one + "/subscriptions/featuretags", this::featureTags);
    }

    private ApiAnswer list(Call call) {
        String search = call.query().textOrNull("search");
        List<Customer> found = new ArrayList<>(company.customers.values().stream()
                .filter(customer -> matches(customer, search))
                .toList());
        Collections.reverse(found);
        return Page.of(found.stream().map(document::row).toList(), call.query());
    }

    private ApiAnswer create(Call call) {
        JsonBody body = call.body();
        Address address = Address.readComplete(body);
        Customer customer = newCustomer(company, body, address);
        JsonBody card = body.objectOrNull("cardDetails");
        customer.card = card == null ? null : Card.read(card, customer.fullName());
        company.customers.put(customer.uniqueId, customer);
        return ApiAnswer.json(Json.object().put("customerUniqueId", customer.uniqueId));
    }

    /** Reads a customer that the company does not have yet. */
    static Customer newCustomer(Company company, JsonBody body, Address address) {
        String firstName = body.text("firstName");
        String lastName = body.text("lastName");
        Customer customer = new Customer(
                company.next(Sequence.CUSTOMER),
                company.nextUniqueId(),
                company.now(),
                firstName,
                lastName,
                email(body));
        customer.billingAddress = address;
        return customer;
    }

    private ApiAnswer change(Call call) {
        Customer customer = customer(call);
        JsonBody body = call.body();
        String firstName = body.text("firstName");
        String lastName = body.text("lastName");
        String email = email(body);
        Address address = Address.read(body.object("billingAddress"));
        Customer.Phone phone = phone(body, Customer.Phone.NONE);
        customer.firstName = firstName;
        customer.lastName = lastName;
        customer.email = email;
        customer.billingAddress = address;
        customer.phone = phone;
        return ApiAnswer.json(document.changed(customer));
    }

    private ApiAnswer delete(Call call) {
        Customer customer = customer(call);
        if (company.hasLiveSubscription(customer)) {
            throw new Refusal(400, "The customer has active subscriptions, which must be cancelled first");
        }
        company.customers.remove(customer.uniqueId);
        return ApiAnswer.json(Json.text("Success"));
    }

    private ApiAnswer changeCard(Call call) {
        Customer customer = customer(call);
        JsonBody body = call.body();
        body.textOrNull("paymentCardtoken");
        customer.card = Card.read(body, customer.fullName());
        return ApiAnswer.json(Json.text("Success"));
    }

    private ApiAnswer requestPaymentDetails(Call call) {
        customer(call).paymentDetailsRequests++;
        return ApiAnswer.json(Json.text("Success"));
    }

    private ApiAnswer erase(Call call) {
        Customer customer = customer(call);
        customer.erase();
        company.subscriptionsOf(customer).forEach(subscription -> subscription.shippingAddress = null);
        return ApiAnswer.json(document.erased(customer));
    }

    private ApiAnswer featureTags(Call call) {
        Set<String> tags = new LinkedHashSet<>();
        for (Subscription subscription : company.subscriptionsOf(customer(call))) {
            if (subscription.isLive()) {
                tags.addAll(subscription.plan().featureTags);
                tags.addAll(subscription.tags);
            }
        }
        return ApiAnswer.json(Json.texts(tags));
    }

    private Customer customer(Call call) {
        return company.customer(call.path("customerUniqueId"));
    }

    private static boolean matches(Customer customer, @Nullable String search) {
        return search == null
                || (customer.fullName() + " " + customer.email)
                        .toLowerCase(Locale.ROOT)
                        .contains(search.toLowerCase(Locale.ROOT));
    }

    /** The body's phone; where it has none, the given one. A number alone is not enough for the vendor. */
    static Customer.Phone phone(JsonBody body, Customer.Phone absent) {
        String country = body.textOrNull("phoneNumberDialCountry");
        String code = body.textOrNull("phoneNumberDialCode");
        String number = body.textOrNull("phoneNumber");
        if (number != null && country == null) {
            throw Refusal.ofField("phoneNumberDialCountry", "is required with phoneNumber");
        }
        if (number != null && code == null) {
            throw Refusal.ofField("phoneNumberDialCode", "is required with phoneNumber");
        }
        return country == null && code == null && number == null ? absent : new Customer.Phone(country, code, number);
    }

    private static String email(JsonBody body) {
        String email = body.text("email");
        if (!email.contains("@")) {
            throw Refusal.ofField("email", "must be an email address");
        }
        return email;
    }
}
