package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An invoice: the document as it was written, and what became of it. */
final class Invoice {
    enum Status {
        DRAFT,
        SENT,
        PAYMENT_PROCESSING,
        PAID,
        VOID,
        PARTIALLY_PAID;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The fields of the document that a replacement sets or, where it does not name them, drops. */
    static final List<String> DOCUMENT = List.of(
            "name",
            "title",
            "currency",
            "description",
            "businessDetails",
            "invoiceNumberPrefix",
            "contactId",
            "contactDetails",
            "termsNotes",
            "discount",
            "invoiceItems",
            "automaticTaxesEnabled",
            "issueDate",
            "dueDate",
            "paymentSchedule",
            "tipsConfiguration",
            "xeroDetails",
            "paymentMethods",
            "attachments",
            "miscellaneousCharges");

    /** Money that came in. */
    record Payment(Instant at, String mode, BigDecimal amount, String notes) {
        ObjectNode toJson() {
            ObjectNode json = Json.object().put("at", VendorTime.text(at)).put("mode", mode);
            json.set("amount", Money.json(amount));
            return json.put("notes", notes);
        }
    }

    final String id;
    final Instant createdAt;
    final List<Payment> payments = new ArrayList<>();
    int number;
    boolean liveMode;
    Status status = Status.DRAFT;
    Instant updatedAt;

    @Nullable
    JsonNode sentTo;

    @Nullable
    JsonNode lateFees;

    private ObjectNode document = Json.object();
    private InvoiceSum sum = InvoiceSum.of(document);

    Invoice(String id, int number, Instant createdAt) {
        this.id = id;
        this.number = number;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Takes over the fields of the document which the body has; those it lacks are gone. */
    void replace(ObjectNode body, Instant now) {
        ObjectNode written = Json.object();
        for (String field : DOCUMENT) {
            if (body.hasNonNull(field)) {
                written.set(field, body.get(field));
            }
        }
        sum = InvoiceSum.of(written);
        document = written;
        updatedAt = now;
    }

    String text(String field) {
        return document.path(field).asString("");
    }

    Optional<String> contactId() {
        return Stream.of(document.at("/contactDetails/id"), document.path("contactId"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst();
    }

    BigDecimal total() {
        return sum.total();
    }

    BigDecimal amountPaid() {
        return payments.stream().map(Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal amountDue() {
        return status == Status.VOID
                ? BigDecimal.ZERO
                : total().subtract(amountPaid()).max(BigDecimal.ZERO);
    }

    void pay(Payment payment) {
        payments.add(payment);
        status = amountDue().signum() == 0 ? Status.PAID : Status.PARTIALLY_PAID;
    }

    boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        JsonNode contact = document.path("contactDetails");
        return Stream.of(
                        id,
                        String.valueOf(number),
                        text("name"),
                        contact.path("id").asString(""),
                        contact.path("name").asString(""),
                        contact.path("email").asString(""),
                        contact.path("phoneNo").asString(""))
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    ObjectNode toJson(String locationId) {
        ObjectNode json = Json.object()
                .put("_id", id)
                .put("status", status.text())
                .put("liveMode", liveMode)
                .put("altId", locationId)
                .put("altType", "location")
                .put("invoiceNumber", number);
        json.set("businessDetails", Json.object());
        json.set("contactDetails", Json.object());
        json.put("title", "INVOICE").put("automaticTaxesEnabled", false);
        json.setAll(document);
        if (sentTo != null) {
            json.set("sentTo", sentTo);
        }
        if (lateFees != null) {
            json.set("lateFeesConfiguration", lateFees);
        }
        json.set("total", Money.json(total()));
        json.set("amountPaid", Money.json(amountPaid()));
        json.set("amountDue", Money.json(amountDue()));
        json.set("totalSummary", sum.toJson());
        return json.put("createdAt", VendorTime.text(createdAt)).put("updatedAt", VendorTime.text(updatedAt));
    }
}
