package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole company as one JSON, in its own words and not in the vendor's, for checks from outside. */
final class Snapshot {
    private final Company company;

    Snapshot(Company company) {
        this.company = company;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("companyDomain", company.domain);
        json.set("customers", Json.list(company.customers.values(), this::customer));
        json.set("subscriptions", Json.list(company.subscriptions.values(), Snapshot::subscription));
        json.set("invoices", Json.list(company.invoices.values(), Snapshot::invoice));
        json.set("creditNotes", Json.list(company.creditNotes.values(), Snapshot::creditNote));
        json.set("products", Json.list(company.products.values(), this::product));
        json.set("customFields", Json.list(company.customFields.values(), CustomField::toJson));
        return json;
    }

    private ObjectNode customer(Customer customer) {
        ObjectNode json = new CustomerDocument(company)
                .details(customer)
                .put("paymentDetailsRequests", customer.paymentDetailsRequests)
                .put("erased", customer.erased);
        json.set("card", customer.card == null ? null : customer.card.toJson());
        json.set("customFieldResponses", Json.list(customer.responses.values(), CustomField.Response::toJson));
        return json;
    }

    private static ObjectNode subscription(Subscription subscription) {
        Subscription.Successor successor = subscription.successor;
        ObjectNode json = Json.object()
                .put("subscriptionUniqueId", subscription.uniqueId)
                .put("customerUniqueId", subscription.customer.uniqueId)
                .put("status", subscription.status.name())
                .put("planId", subscription.plan().planId)
                .put("cycleId", subscription.cycle.cycleId)
                .put("units", subscription.units)
                .put("cycleIdNext", successor == null ? null : (Integer) successor.cycle().cycleId)
                .put("createdOn", VendorTime.text(subscription.createdOn))
                .put("nextBilling", VendorTime.text(subscription.nextBilling));
        json.set("tags", Json.texts(subscription.tags));
        ObjectNode addOns = json.putObject("addOns");
        subscription.addOns.forEach((id, quantity) -> addOns.put(String.valueOf(id), quantity));
        ArrayNode allowances = json.putArray("allowances");
        subscription.allowances.forEach(allowances::add);
        ObjectNode counters = json.putObject("counters");
        subscription.counters.forEach((id, readings) ->
                counters.put(id, readings.get(readings.size() - 1).value()));
        json.set(
                "shippingAddress", subscription.shippingAddress == null ? null : subscription.shippingAddress.toJson());
        json.set("events", Json.list(subscription.events, Subscription.Event::toJson));
        return json;
    }

    private static ObjectNode invoice(Invoice invoice) {
        ObjectNode json = Json.object()
                .put("invoiceNumber", invoice.number)
                .put("customerUniqueId", invoice.customer.uniqueId)
                .put("subscriptionUniqueId", invoice.subscription == null ? null : invoice.subscription.uniqueId)
                .put("type", invoice.type.name())
                .put("createdOn", VendorTime.text(invoice.createdOn))
                .put("amount", invoice.amount())
                .put("refunded", invoice.refunded())
                .put("currency", invoice.currency)
                .put("status", invoice.status.name());
        json.set("payments", Json.list(invoice.payments, Invoice.Payment::toJson));
        return json;
    }

    private static ObjectNode creditNote(CreditNote note) {
        return Json.object()
                .put("creditNoteNumber", note.number)
                .put("customerUniqueId", note.customer.uniqueId)
                .put("invoiceNumber", note.invoice == null ? null : note.invoice.number)
                .put("amount", note.amount)
                .put("currency", note.currency)
                .put("status", note.status.name());
    }

    private ObjectNode product(Product product) {
        ObjectNode json = product.toJson();
        json.set("plans", Json.list(product.plans, plan -> plan.toJson(company.isLive(plan))));
        return json;
    }
}
