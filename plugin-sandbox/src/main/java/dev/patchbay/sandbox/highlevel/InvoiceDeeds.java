package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** What is done with an invoice: sending, voiding, paying, fees for lateness. No money moves, no fee is ever added. */
final class InvoiceDeeds {
    private final Location location;

    InvoiceDeeds(Location location) {
        this.location = location;
    }

    void addTo(Operations operations) {
        String one = "/invoices/{invoiceId}";
        operations
                .group(Operations.JULY, Audience.LOCATION)
                .add("PATCH", one + "/late-fees-configuration", this::setLateFees)
                .add("POST", one + "/send", this::send)
                .add("POST", one + "/void", this::declareVoid)
                .add("POST", one + "/record-payment", this::recordPayment);
    }

    private ObjectNode setLateFees(Call call) {
        Invoice invoice = invoice(call);
        ObjectNode body = InvoiceShapes.SET_LATE_FEES.read(call.request().text());
        refuseIf(invoice, Invoice.Status.VOID, Invoice.Status.PAID);
        invoice.lateFees = body.get("lateFeesConfiguration");
        return touched(invoice);
    }

    private ObjectNode send(Call call) {
        Invoice invoice = invoice(call);
        ObjectNode body = InvoiceShapes.SEND.read(call.request().text());
        refuseIf(invoice, Invoice.Status.VOID, Invoice.Status.PAID);
        invoice.liveMode = body.get("liveMode").booleanValue();
        if (invoice.status == Invoice.Status.DRAFT) {
            invoice.status = Invoice.Status.SENT;
        }
        ObjectNode json = Json.object();
        json.set("invoice", touched(invoice));
        json.set("smsData", Json.object());
        json.set("emailData", Json.object());
        return json;
    }

    private ObjectNode declareVoid(Call call) {
        Invoice invoice = invoice(call);
        InvoiceShapes.ALT.read(call.request().text());
        refuseIf(invoice, Invoice.Status.VOID, Invoice.Status.PAID, Invoice.Status.PARTIALLY_PAID);
        invoice.status = Invoice.Status.VOID;
        return touched(invoice);
    }

    private ObjectNode recordPayment(Call call) {
        Invoice invoice = invoice(call);
        ObjectNode body = InvoiceShapes.RECORD_PAYMENT.read(call.request().text());
        refuseIf(invoice, Invoice.Status.VOID, Invoice.Status.PAID);
        BigDecimal due = invoice.amountDue();
        BigDecimal amount = body.hasNonNull("amount") ? Money.of(body.get("amount")) : due;
        if (amount.signum() <= 0) {
            throw new Invalid("amount must be greater than 0");
        }
        if (amount.compareTo(due) > 0) {
            throw new Refusal(400, "Only " + Money.json(due) + " is due");
        }
        invoice.pay(new Invoice.Payment(
                location.tick(),
                body.get("mode").stringValue(),
                amount,
                body.get("notes").stringValue()));
        ObjectNode json = Json.object().put("success", true);
        json.set("invoice", touched(invoice));
        return json;
    }

    private ObjectNode touched(Invoice invoice) {
        invoice.updatedAt = location.tick();
        return invoice.toJson(location.id);
    }

    private Invoice invoice(Call call) {
        return location.invoice(call.path("invoiceId"));
    }

    private static void refuseIf(Invoice invoice, Invoice.Status... states) {
        for (Invoice.Status state : states) {
            if (invoice.status == state) {
                throw new Refusal(400, "The invoice is " + state.text());
            }
        }
    }
}
