package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invoices as documents: their list, their making, their replacement. */
final class InvoiceRoutes {
    private static final int LARGEST_PAGE = 100;
    private static final Comparator<Invoice> NEWEST_FIRST = Comparator.comparing((Invoice invoice) -> invoice.createdAt)
            .thenComparing(invoice -> invoice.number)
            .reversed();

    private final Location location;

    InvoiceRoutes(Location location) {
        this.location = location;
    }

    void addTo(Operations operations) {
        String one = "/invoices/{invoiceId}";
        operations
                .group(Operations.JULY, Audience.LOCATION)
                .add("GET", "/invoices/", this::list)
                .add("POST", "/invoices/", this::create)
                .add("GET", one, call -> invoice(location, call).toJson(location.id))
                .add("PUT", one, this::replace)
                .add("DELETE", one, this::delete);
    }

    private ObjectNode list(Call call) {
        QueryReader query = call.query();
        alt(query);
        int limit = query.number("limit", 1, LARGEST_PAGE);
        int offset = query.number("offset", 0, Integer.MAX_VALUE);
        List<Invoice> found = location.invoices.values().stream()
                .filter(wanted(query))
                .sorted(order(query))
                .toList();
        int from = Math.min(offset, found.size());
        int to = Math.min(found.size(), from + limit);
        ObjectNode json = Json.object();
        json.set("invoices", Json.list(found.subList(from, to), invoice -> invoice.toJson(location.id)));
        return json.put("total", found.size());
    }

    private static Predicate<Invoice> wanted(QueryReader query) {
        String status = query.textOrNull("status");
        if (status != null
                && Stream.of(Invoice.Status.values())
                        .noneMatch(known -> known.text().equals(status))) {
            throw new Invalid("status must be one of the following values: "
                    + String.join(
                            ", ",
                            Stream.of(Invoice.Status.values())
                                    .map(Invoice.Status::text)
                                    .toList()));
        }
        String contactId = query.textOrNull("contactId");
        String search = query.textOrNull("search");
        String mode = query.textOrNull("paymentMode");
        LocalDate from = day(query, "startAt");
        LocalDate until = day(query, "endAt");
        return invoice -> (status == null || invoice.status.text().equals(status))
                && (contactId == null
                        || invoice.contactId().filter(contactId::equals).isPresent())
                && (search == null || invoice.mentions(search))
                && (mode == null || mode.equals("default") || mode.equals("live") == invoice.liveMode)
                && (from == null || !issued(invoice).isBefore(from))
                && (until == null || !issued(invoice).isAfter(until));
    }

    private static Comparator<Invoice> order(QueryReader query) {
        String field = query.textOrNull("sortField");
        if (field == null) {
            return NEWEST_FIRST;
        }
        if (!field.equals("issueDate")) {
            throw new Invalid("sortField must be one of the following values: issueDate");
        }
        Comparator<Invoice> oldest =
                Comparator.comparing(InvoiceRoutes::issued).thenComparing(invoice -> invoice.number);
        return "ascend".equals(query.textOrNull("sortOrder")) ? oldest : oldest.reversed();
    }

    private ObjectNode create(Call call) {
        ObjectNode body = InvoiceShapes.CREATE.read(call.request().text());
        body.set("invoiceItems", body.remove("items"));
        if (!body.hasNonNull("dueDate")) {
            body.set("dueDate", body.get("issueDate"));
        }
        check(body, "items");
        location.contact(body.at("/contactDetails/id").stringValue());
        int number = number(body, location.nextInvoiceNumber());
        if (location.invoices.values().stream().anyMatch(invoice -> invoice.number == number)) {
            throw new Refusal(400, "There is an invoice " + number + " already");
        }
        Invoice invoice = new Invoice(location.nextDocumentId(), number, location.tick());
        invoice.replace(body, invoice.createdAt);
        invoice.liveMode = body.get("liveMode").booleanValue();
        invoice.sentTo = body.get("sentTo");
        invoice.lateFees = body.get("lateFeesConfiguration");
        location.invoices.put(invoice.id, invoice);
        return invoice.toJson(location.id);
    }

    private ObjectNode replace(Call call) {
        Invoice invoice = invoice(location, call);
        ObjectNode body = InvoiceShapes.REPLACE.read(call.request().text());
        check(body, "invoiceItems");
        if (invoice.status == Invoice.Status.PAID || invoice.status == Invoice.Status.VOID) {
            throw new Refusal(400, "An invoice that is " + invoice.status.text() + " cannot be changed");
        }
        InvoiceSum sum = InvoiceSum.of(body);
        if (sum.total().compareTo(invoice.amountPaid()) < 0) {
            throw new Refusal(400, "More than the new total is paid already");
        }
        invoice.replace(body, location.tick());
        invoice.number = number(body, invoice.number);
        if (body.hasNonNull("liveMode")) {
            invoice.liveMode = body.get("liveMode").booleanValue();
        }
        return invoice.toJson(location.id);
    }

    private ObjectNode delete(Call call) {
        alt(call.query());
        Invoice invoice = invoice(location, call);
        location.invoices.remove(invoice.id);
        return invoice.toJson(location.id);
    }

    static Invoice invoice(Location location, Call call) {
        if (call.request().method().equals("GET")) {
            alt(call.query());
        }
        return location.invoice(call.path("invoiceId"));
    }

    private static void alt(QueryReader query) {
        query.text("altId");
        if (!query.text("altType").equals("location")) {
            throw new Invalid("altType must be one of the following values: location");
        }
    }

    private static void check(ObjectNode body, String items) {
        List<String> complaints = new ArrayList<>();
        if (body.get("invoiceItems").isEmpty()) {
            complaints.add(items + " should not be empty");
        }
        int place = 0;
        for (JsonNode item : body.get("invoiceItems")) {
            if (Money.of(item.get("amount")).signum() < 0) {
                complaints.add(items + "." + place + ".amount must not be less than 0");
            }
            if (Money.of(item.get("qty")).signum() <= 0) {
                complaints.add(items + "." + place + ".qty must be greater than 0");
            }
            place++;
        }
        LocalDate issued = VendorTime.day("issueDate", body.get("issueDate").stringValue());
        if (VendorTime.day("dueDate", body.get("dueDate").stringValue()).isBefore(issued)) {
            complaints.add("dueDate must not be before issueDate");
        }
        if (!complaints.isEmpty()) {
            throw new Invalid(complaints);
        }
    }

    private static int number(ObjectNode body, int absent) {
        if (!body.hasNonNull("invoiceNumber")) {
            return absent;
        }
        try {
            return Integer.parseInt(body.get("invoiceNumber").stringValue());
        } catch (NumberFormatException e) {
            throw new Invalid("invoiceNumber must be a number string");
        }
    }

    private static LocalDate issued(Invoice invoice) {
        return VendorTime.day("issueDate", invoice.text("issueDate"));
    }

    private static @Nullable LocalDate day(QueryReader query, String name) {
        String text = query.textOrNull(name);
        return text == null ? null : VendorTime.day(name, text);
    }
}
