package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which invoices and credit notes are answered. */
final class InvoiceDocument {
    private final Company company;

    InvoiceDocument(Company company) {
        this.company = company;
    }

    /** A row of the company's list. */
    ObjectNode row(Invoice invoice) {
        return Json.object()
                .put("invoiceId", invoice.invoiceId)
                .put("invoiceNumber", invoice.number)
                .setAll(owner(invoice.customer))
                .put("createdOn", VendorTime.text(invoice.createdOn))
                .put("amount", invoice.amount())
                .put("formattedAmount", formatted(invoice, invoice.amount()))
                .put("status", invoice.status.name())
                .put("currency", invoice.currency);
    }

    /** A row of a customer's list. */
    ObjectNode customerRow(Invoice invoice) {
        return Json.object()
                .put("invoiceId", invoice.invoiceId)
                .put("createdOn", VendorTime.text(invoice.createdOn))
                .put("invoiceNumber", invoice.number)
                .put("amount", invoice.amount())
                .put("refundableAmount", invoice.refundable())
                .put("formattedAmount", formatted(invoice, invoice.amount()))
                .put("currency", invoice.currency)
                .put("linkedTransactionsCount", linked(invoice))
                .put("status", invoice.status.name());
    }

    /** The whole invoice; the vendor writes the sums of this form as texts. */
    ObjectNode details(Invoice invoice) {
        Customer customer = invoice.customer;
        Address address = customer.billingAddress;
        ObjectNode json = Json.object()
                .put("invoiceId", String.valueOf(invoice.invoiceId))
                .put("customerEmail", customer.email)
                .put("customerFirstName", customer.firstName)
                .put("customerLastName", customer.lastName)
                .put("customerUniqueId", customer.uniqueId)
                .put("addressLine1", address.addressLine1())
                .put("addressLine2", address.addressLine2())
                .put("addressPostCode", address.postCode())
                .put("addressCity", address.city())
                .put("addressState", address.state())
                .put("addressCountry", countryName(address.country()))
                .put("addressCountryCode", address.country())
                .put("invoiceNumber", invoice.number)
                .put("createdOn", VendorTime.text(invoice.createdOn))
                .put("formattedAmount", formatted(invoice, invoice.amount()))
                .put("amount", String.valueOf(invoice.amount()))
                .put("currency", invoice.currency)
                .put("status", invoice.status.name())
                .put("subTotal", String.valueOf(invoice.subTotal()))
                .put("taxTotal", "0")
                .put("prorationAdjustment", formatted(invoice, invoice.prorationAdjustment))
                .putNull("prorationFactor");
        json.set("taxes", Json.array());
        json.put("invoiceType", invoice.type.name());
        json.set("subscriptions", subscriptions(invoice));
        json.setAll(company());
        json.setAll(card(customer.card));
        json.put("refundableAmount", String.valueOf(invoice.refundable()));
        return json.setAll(footer());
    }

    ObjectNode creditNoteRow(CreditNote note) {
        return Json.object()
                .put("creditNoteId", note.creditNoteId)
                .put("creditNoteUniqueId", note.number)
                .setAll(owner(note.customer))
                .put("createdOn", VendorTime.text(note.createdOn))
                .put("amount", String.valueOf(note.amount))
                .put("status", note.status.name())
                .put("currency", note.currency);
    }

    /** A row of a customer's list, in which the vendor calls the credit note's own number {@code invoiceNumber}. */
    ObjectNode customerCreditNoteRow(CreditNote note) {
        return Json.object()
                .put("invoiceId", note.creditNoteId)
                .put("createdOn", VendorTime.text(note.createdOn))
                .put("invoiceNumber", note.number)
                .put("amount", String.valueOf(note.amount))
                .put("currency", note.currency)
                .put("linkedTransactionsCount", note.invoice == null ? 0 : 1)
                .put("status", note.status.name())
                .put("paymentGatewayDisplayName", "Sandbox Gateway");
    }

    private int linked(Invoice invoice) {
        long notes = company.creditNotes.values().stream()
                .filter(note -> note.invoice == invoice)
                .count();
        return invoice.payments.size() + (int) notes;
    }

    private static ObjectNode owner(Customer customer) {
        return Json.object()
                .put("customerId", customer.customerId)
                .put("customerUniqueId", customer.uniqueId)
                .put("customerFirstName", customer.firstName)
                .put("customerLastName", customer.lastName)
                .put("customerFullName", customer.fullName());
    }

    private static ArrayNode subscriptions(Invoice invoice) {
        Subscription subscription = invoice.subscription;
        Invoice.Period period = invoice.period;
        ArrayNode array = Json.array();
        ObjectNode json = array.addObject()
                .put("subscriptionUniqueId", subscription == null ? null : subscription.uniqueId)
                .put("planName", subscription == null ? null : subscription.plan().name)
                .put("billingPeriodStart", period == null ? null : VendorTime.text(period.start()))
                .put("billingPeriodEnd", period == null ? null : VendorTime.text(period.end()));
        json.set("subscriptionItems", Json.list(invoice.items, InvoiceDocument::item));
        return array;
    }

    private static ObjectNode item(Invoice.Item item) {
        return Json.object()
                .put("description", item.description())
                .put("units", String.valueOf(item.units()))
                .put("unitPrice", String.valueOf(item.unitPrice()))
                .put("discounts", String.valueOf(item.discounts()))
                .put("amount", String.valueOf(item.amount()));
    }

    private ObjectNode company() {
        return Json.object()
                .put("companyName", "Acme Cloud Inc.")
                .put("companyEmail", "billing@acme.example")
                .put("companyTaxNumber", "US-00-1234567")
                .put("companyDomain", company.domain)
                .put("companyPhoneNumberDialCountry", "USA")
                .put("companyPhoneNumberDialCode", "+1")
                .put("companyPhoneNumber", "5550100")
                .put("companyAddressLine1", "1 Harbour Street")
                .put("companyAddressLine2", "")
                .put("companyCity", "Portland")
                .put("companyState", "OR")
                .put("companyPostCode", "97204")
                .put("companyCountry", "United States")
                .put("brandingLogo", "https://acme.example/logo.png")
                .put("brandingLogoBackgroundColor", "#ffffff")
                .put("brandingHighlightColor", "#114488")
                .put("supportUrl", "https://acme.example/support");
    }

    private static ObjectNode card(@Nullable Card card) {
        return Json.object()
                .put("cardType", card == null ? null : card.cardType())
                .put("cardLast4Digits", card == null ? null : card.last4Digits())
                .put("cardExpiryMonth", card == null ? null : String.format(Locale.ROOT, "%02d", card.expiryMonth()))
                .put("cardExpiryYear", card == null ? null : String.valueOf(card.expiryYear()));
    }

    private static ObjectNode footer() {
        return Json.object()
                .put("footerCompanyName", "Acme Cloud Inc.")
                .put("footerAddressLine1", "1 Harbour Street")
                .put("footerAddressLine2", "")
                .put("footerAddressState", "OR")
                .put("footerAddressCity", "Portland")
                .put("footerAddressPostCode", "97204")
                .put("footerAddressCountryISO3", "USA")
                .put("footerEmailAddress", "billing@acme.example")
                .put("footerPhoneNumberDialCountry", "USA")
                .put("footerPhoneNumberDialCode", "+1")
                .put("footerPhoneNumber", "5550100")
                .put("supportContactHeading", "Questions about this invoice?")
                .put("supportContactContent", "Write to billing@acme.example")
                .put("supportContactSupportUrl", "https://acme.example/support")
                .put("supportContactSupportUrlButtonText", "Support")
                .put("isAdvertEnabled", "false")
                .put("advertImageUrl", "")
                .put("advertLinkToUrl", "");
    }

    /** The English name of a country with a three-letter code; any other text as it is. */
    private static @Nullable String countryName(@Nullable String code) {
        for (String iso2 : Locale.getISOCountries()) {
            Locale country = new Locale("", iso2);
            if (country.getISO3Country().equals(code)) {
                return country.getDisplayCountry(Locale.ENGLISH);
            }
        }
        return code;
    }

    private static String formatted(Invoice invoice, int amount) {
        return new Money(amount, invoice.currency).formatted();
    }
}
