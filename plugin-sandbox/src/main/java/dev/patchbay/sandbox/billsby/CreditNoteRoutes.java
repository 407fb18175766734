package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Credit notes, which refunds and negative charges leave behind. */
final class CreditNoteRoutes {
    private static final Map<String, CreditNote.Status> FLAGS = Map.of(
            "isPending", CreditNote.Status.Pending,
            "isPaid", CreditNote.Status.Paid,
            "isFailed", CreditNote.Status.Failed);

    private final Company company;
    private final Cashier cashier;
    private final InvoiceDocument document;

    CreditNoteRoutes(Company company, Cashier cashier) {
        this.company = company;
        this.cashier = cashier;
        this.document = new InvoiceDocument(company);
    }

    void addTo(RouteTable routes) {
        routes.add("GET", "/core/{companyDomain}/companies/creditnotes", this::list)
                .add("GET", "/core/{companyDomain}/customers/{customerUniqueId}/creditNotes", this::listOfCustomer)
                .add("PUT", "/core/{companyDomain}/creditNotes/{creditNoteNumber}/Payment", this::reattempt);
    }

    private ApiAnswer list(Call call) {
        QueryReader query = call.query();
        String text = query.textOrNull("query");
        List<CreditNote> found = new ArrayList<>(company.creditNotes.values());
        found.removeIf(note -> !matches(note, text));
        List<CreditNote.Status> wanted = FLAGS.keySet().stream()
                .filter(name -> Boolean.TRUE.equals(query.flagOrNull(name)))
                .map(FLAGS::get)
                .toList();
        List<CreditNote.Status> unwanted = FLAGS.keySet().stream()
                .filter(name -> Boolean.FALSE.equals(query.flagOrNull(name)))
                .map(FLAGS::get)
                .toList();
        found.removeIf(note -> wanted.isEmpty() ? unwanted.contains(note.status) : !wanted.contains(note.status));
        Collections.reverse(found);
        return Page.sorted(found.stream().map(document::creditNoteRow).toList(), query);
    }

    private ApiAnswer listOfCustomer(Call call) {
        Customer customer = company.customer(call.path("customerUniqueId"));
        List<CreditNote> found = new ArrayList<>(company.creditNotes.values());
        found.removeIf(note -> note.customer != customer);
        Collections.reverse(found);
        return ApiAnswer.json(Json.list(found, document::customerCreditNoteRow));
    }

    private ApiAnswer reattempt(Call call) {
        cashier.reattempt(company.creditNote(call.path("creditNoteNumber")));
        return ApiAnswer.json(Json.text("success"));
    }

    private static boolean matches(CreditNote note, @Nullable String text) {
        return text == null
                || (note.number + " " + note.customer.fullName() + " " + note.customer.email)
                        .toLowerCase(Locale.ROOT)
                        .contains(text.toLowerCase(Locale.ROOT));
    }
}
