package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invoices: read, paid, refunded, written off, and one-time charges. */
final class InvoiceRoutes {
    private static final Map<String, Invoice.Status> FLAGS = Map.of(
            "isPending", Invoice.Status.Pending,
            "isPaid", Invoice.Status.Paid,
            "isUnpaid", Invoice.Status.Unpaid,
            "isPaidOffline", Invoice.Status.PaidOffline,
            "isWrittenOff", Invoice.Status.WrittenOff);

    private final Company company;
    private final Cashier cashier;
    private final InvoiceDocument document;

    InvoiceRoutes(Company company, Cashier cashier) {
        this.company = company;
        this.cashier = cashier;
        this.document = new InvoiceDocument(company);
    }

    void addTo(RouteTable routes) {
        String customer = "/core/{companyDomain}/customers/{customerUniqueId}";
        String one = "/core/{companyDomain}/invoices/{invoiceNumber}";
        routes.add("GET", "/core/{companyDomain}/companies/invoices", this::list)
                .add("GET", "/core/invoices/{invoiceNumber}", call -> ApiAnswer.json(document.details(invoice(call))))
                .add("GET", customer + "/invoices", this::listOfCustomer)
                .add("POST", customer + "/invoices", this::charge)
                .add("GET", customer + "/invoices/{invoiceNumber}/paymentlogs", this::payments)
                .add("POST", customer + "/refunds", this::refund)
                .add("PUT", one + "/Payment", this::reattempt)
                .add("PUT", one + "/PaidOffline", call -> settle(call, Invoice.Status.PaidOffline))
                .add("PUT", one + "/WrittenOff", call -> settle(call, Invoice.Status.WrittenOff));
    }

    private ApiAnswer list(Call call) {
        QueryReader query = call.query();
        Map<Invoice.Status, Boolean> flags = flags(query);
        String text = query.textOrNull("query");
        List<Invoice> found = new ArrayList<>(company.invoices.values().stream()
                .filter(invoice -> wanted(invoice.status, flags) && matches(invoice, text))
                .toList());
        Collections.reverse(found);
        return Page.sorted(found.stream().map(document::row).toList(), query);
    }

    private static Map<Invoice.Status, Boolean> flags(QueryReader query) {
        Map<Invoice.Status, Boolean> flags = new EnumMap<>(Invoice.Status.class);
        FLAGS.forEach((name, status) -> {
            Boolean flag = query.flagOrNull(name);
            if (flag != null) {
                flags.put(status, flag);
            }
        });
        return flags;
    }

    /** Flags that are true choose together; if there is none, those that are false rule out. */
    private static boolean wanted(Invoice.Status status, Map<Invoice.Status, Boolean> flags) {
        return flags.containsValue(true) ? flags.getOrDefault(status, false) : flags.getOrDefault(status, true);
    }

    private ApiAnswer listOfCustomer(Call call) {
        List<Invoice> invoices = new ArrayList<>(company.invoicesOf(customer(call)));
        Collections.reverse(invoices);
        return ApiAnswer.json(Json.list(invoices, document::customerRow));
    }

    private ApiAnswer charge(Call call) {
        Customer customer = customer(call);
        JsonBody body = call.body();
        String description = body.text("description");
        String currency = body.text("currencyCode").toUpperCase(Locale.ROOT);
        int amount = body.number("amount");
        if (!Money.knows(currency)) {
            throw Refusal.ofField("currencyCode", "must be USD, EUR or GBP");
        }
        if (amount == 0 || amount == Integer.MIN_VALUE) {
            throw Refusal.ofField("amount", "must be a sum in minor units other than 0");
        }
        cashier.demandPayingCard(customer);
        if (amount < 0) {
            cashier.credit(customer, -amount, currency);
        } else {
            List<Invoice.Item> items = List.of(Invoice.Item.of(description, 1, amount));
            cashier.bill(customer, null, Invoice.Type.OneTimeCharge, currency, items, null, 0);
        }
        return ApiAnswer.text("true");
    }

    private ApiAnswer payments(Call call) {
        Customer customer = customer(call);
        Invoice invoice = ownInvoice(customer, call.path("invoiceNumber"));
        return ApiAnswer.json(Json.list(invoice.payments, Invoice.Payment::toJson));
    }

    /** Answers with what is left to refund; JSON, though the vendor labels it text/plain. */
    private ApiAnswer refund(Call call) {
        Customer customer = customer(call);
        JsonBody body = call.body();
        String number = body.text("invoiceNumber");
        int amount = body.number("amount", 1, Integer.MAX_VALUE);
        int left = cashier.refund(ownInvoice(customer, number), amount);
        return ApiAnswer.text(
                Json.object().put("invoiceNumber", number).put("amount", left).toString());
    }

    private ApiAnswer reattempt(Call call) {
        cashier.reattempt(invoice(call));
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer settle(Call call, Invoice.Status how) {
        Invoice invoice = invoice(call);
        invoice.settle(how);
        Instant now = company.now();
        company.log(invoice, how == Invoice.Status.WrittenOff ? "InvoiceWrittenOff" : "InvoicePaidOffline", now);
        return ApiAnswer.json(Json.text("success"));
    }

    private Invoice ownInvoice(Customer customer, String number) {
        Invoice invoice = company.invoice(number);
        if (invoice.customer != customer) {
            throw Refusal.unknown("invoice of customer " + customer.uniqueId, number);
        }
        return invoice;
    }

    private Invoice invoice(Call call) {
        return company.invoice(call.path("invoiceNumber"));
    }

    private Customer customer(Call call) {
        return company.customer(call.path("customerUniqueId"));
    }

    private static boolean matches(Invoice invoice, @Nullable String text) {
        return text == null
                || (invoice.number + " " + invoice.customer.fullName() + " " + invoice.customer.email)
                        .toLowerCase(Locale.ROOT)
                        .contains(text.toLowerCase(Locale.ROOT));
    }
}
