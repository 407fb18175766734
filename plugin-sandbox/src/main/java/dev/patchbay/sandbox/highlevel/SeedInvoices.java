package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.highlevel.Invoice.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The invoices of the seed. Nobody but the promised contacts has paid 5,000 or more. */
final class SeedInvoices {
    private static final List<String> WORK =
            List.of("Website care", "Landing page", "Ad campaign", "Photo session", "Newsletter design");

    /** How the latest invoice of some of the people stands, by their place; all else is paid. */
    private static final Map<Integer, Status> LATEST = Map.of(
            2, Status.SENT,
            5, Status.SENT,
            8, Status.DRAFT,
            9, Status.PAYMENT_PROCESSING,
            13, Status.VOID,
            16, Status.SENT,
            19, Status.DRAFT);

    private static final int FIRST_NUMBER = 1053;

    private final Location location;
    private int nextNumber = FIRST_NUMBER;

    SeedInvoices(Location location) {
        this.location = location;
    }

    void plant(List<Contact> ordinary) {
        for (int i = 0; i < ordinary.size(); i++) {
            Contact contact = ordinary.get(i);
            int count = 2 + i % 2;
            for (int j = 0; j < count; j++) {
                boolean latest = j == count - 1;
                Status status = latest ? LATEST.getOrDefault(i, Status.PAID) : Status.PAID;
                String amount = i % 5 == 0 ? 149 + 50 * j + ".50" : String.valueOf(240 + i * 37 % 9 * 45 + j * 100);
                add(null, contact, WORK.get((i + j) % WORK.size()), amount, 1 + j % 2, 90 - 30 * j - i % 20, status);
            }
        }
        for (int j = 0; j < 4; j++) {
            add(null, contact(FixedIds.IVO), "Brand campaign", "1800", 1, 150 - 30 * j, Status.PAID);
        }
        for (int j = 0; j < 3; j++) {
            add(null, contact(FixedIds.LENA), "Shop build", "925", 2, 140 - 30 * j, Status.PAID);
            add(null, contact(FixedIds.RHEA), "Search engine optimisation", "3000", 1, 130 - 30 * j, Status.PAID);
        }
        add(null, contact(FixedIds.TOMAS), "Video production", "2495", 1, 120, Status.PAID);
        add(null, contact(FixedIds.TOMAS), "Video production", "2495", 1, 60, Status.PAID);
        add(FixedIds.TOMAS_VOID_INVOICE, contact(FixedIds.TOMAS), "Video series", "6000", 1, 40, Status.VOID);
        add(FixedIds.DELIA_DRAFT, contact(FixedIds.DELIA), "Landing page", "650", 1, 2, Status.DRAFT);
        Invoice partly =
                add(FixedIds.DELIA_PARTLY_PAID, contact(FixedIds.DELIA), "Ad campaign", "400", 2, 25, Status.SENT);
        partly.pay(new Invoice.Payment(partly.createdAt, "bank_transfer", BigDecimal.valueOf(300), "First instalment"));
        plantDisputed();
    }

    private void plantDisputed() {
        Invoice disputed =
                add(FixedIds.MARA_INVOICE, contact(FixedIds.MARA), "Website care", "480", 1, 30, Status.SENT);
        ObjectNode fees = Json.object().put("enable", true).put("value", 25).put("type", "fixed");
        fees.putObject("frequency").put("intervalCount", 1).put("interval", "one_time");
        fees.putObject("grace").put("intervalCount", 7).put("interval", "day");
        disputed.lateFees = fees;
    }

    private Invoice add(
            @Nullable String id, Contact contact, String work, String amount, int qty, int ageDays, Status status) {
        int number = id == null ? nextNumber++ : Integer.parseInt(id.substring(id.length() - 4));
        Instant createdAt = location.start.minus(Duration.ofDays(ageDays)).plusSeconds(number);
        Invoice invoice = new Invoice(id == null ? location.nextDocumentId() : id, number, createdAt);
        invoice.replace(document(contact, work, amount, qty, createdAt), createdAt);
        invoice.liveMode = true;
        invoice.status = status;
        ObjectNode sentTo = Json.object();
        String email = contact.text("email");
        sentTo.putArray("email").add(email == null ? "" : email);
        invoice.sentTo = sentTo;
        if (status == Status.PAID) {
            invoice.pay(
                    new Invoice.Payment(createdAt.plus(Duration.ofDays(1)), "card", invoice.total(), "Paid online"));
        }
        location.invoices.put(invoice.id, invoice);
        return invoice;
    }

    private static ObjectNode document(Contact contact, String work, String amount, int qty, Instant createdAt) {
        LocalDate day = LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
        ObjectNode json = Json.object()
                .put("name", work + " for " + contact.name())
                .put("title", "INVOICE")
                .put("currency", "USD")
                .put("issueDate", day.toString())
                .put("dueDate", day.plusDays(14).toString())
                .put("termsNotes", "<p>Payable within 14 days.</p>");
        json.putObject("businessDetails")
                .put("name", "Acme Marketing")
                .put("phoneNo", "+15035550100")
                .put("website", "https://acme.example");
        json.putObject("contactDetails")
                .put("id", contact.id)
                .put("name", contact.name())
                .put("phoneNo", contact.text("phone"))
                .put("email", contact.text("email"));
        json.putObject("discount").put("type", "percentage").put("value", 0);
        ObjectNode item = json.putArray("invoiceItems")
                .addObject()
                .put("name", work)
                .put("currency", "USD")
                .put("qty", qty);
        item.set("amount", Money.json(new BigDecimal(amount)));
        return json;
    }

    private Contact contact(String id) {
        return location.contact(id);
    }
}
