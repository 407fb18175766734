package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which customers are answered. */
final class CustomerDocument {
    private final Company company;

    CustomerDocument(Company company) {
        this.company = company;
    }

    ObjectNode row(Customer customer) {
        ObjectNode json = Json.object()
                .put("customerUniqueId", customer.uniqueId)
                .put("firstName", customer.firstName)
                .put("lastName", customer.lastName)
                .put("email", customer.email)
                .put("createdOn", VendorTime.text(customer.createdOn))
                .put("status", status(customer))
                .put("phoneNumber", customer.phone.number())
                .put("phoneNumberDialCode", customer.phone.dialCode())
                .put("phoneNumberDialCodeCountry", customer.phone.dialCountry());
        json.set("billingAddress", customer.billingAddress.toJson());
        return json;
    }

    ObjectNode details(Customer customer) {
        long paid = totalPaid(customer);
        long months = 1 + Duration.between(customer.createdOn, company.now()).toDays() / 30;
        ObjectNode json = Json.object()
                .put("companyCurrency", "USD")
                .put("totalAmountPaid", String.valueOf(paid))
                .put("averageAmountPerMonth", String.valueOf(paid / months))
                .put("cardStatus", cardStatus(customer))
                .put("customerUniqueId", customer.uniqueId);
        json.setAll(person(customer));
        return json.put("status", status(customer));
    }

    /** The answer to a change of the details. */
    ObjectNode changed(Customer customer) {
        ObjectNode json = Json.object().put("customerId", customer.uniqueId);
        json.setAll(person(customer));
        return json.put("uniqueId", customer.uniqueId);
    }

    /** The answer to the erasure of personal data. */
    ObjectNode erased(Customer customer) {
        return details(customer)
                .put("customerTaxRegNumber", customer.taxRegNumber == null ? "" : customer.taxRegNumber)
                .put("uniqueId", customer.uniqueId);
    }

    private ObjectNode person(Customer customer) {
        ObjectNode json = Json.object().put("firstName", customer.firstName).put("lastName", customer.lastName);
        json.set("billingAddress", customer.billingAddress.toJson());
        return json.put("email", customer.email)
                .put("additionalEmail", customer.additionalEmail)
                .put("phoneNumberDialCountry", customer.phone.dialCountry())
                .put("phoneNumberDialCode", customer.phone.dialCode())
                .put("phoneNumber", customer.phone.number())
                .put("isMarketingConsentGiven", customer.marketingConsent)
                .put("createdOn", VendorTime.text(customer.createdOn));
    }

    /** In minor units of the company's currency, less what was given back. */
    private long totalPaid(Customer customer) {
        return company.invoicesOf(customer).stream()
                .mapToLong(invoice -> new Money(paid(invoice), invoice.currency).inUsDollars())
                .sum();
    }

    static int paid(Invoice invoice) {
        boolean offline = invoice.status == Invoice.Status.PaidOffline;
        return offline || invoice.status.isTaken() ? invoice.amount() - invoice.refunded() : 0;
    }

    private String status(Customer customer) {
        return company.hasLiveSubscription(customer) ? "active" : "inactive";
    }

    private String cardStatus(Customer customer) {
        if (customer.card == null) {
            return "none";
        }
        return customer.card.expired(company.now()) ? "expired" : "active";
    }
}
