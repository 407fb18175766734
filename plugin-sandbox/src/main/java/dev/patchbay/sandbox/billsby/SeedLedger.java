package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The invoices of the past: gathered in any order, then numbered by age. */
final class SeedLedger {
    /** @param number a promised number, or {@code null} for the next free one */
    record Draft(
            @Nullable String number,
            Subscription subscription,
            Instant createdOn,
            Invoice.Status status,
            Instant periodEnd,
            boolean isFirst) {}

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofDays(2);

    private final Company company;
    private final Contracts contracts;
    private final List<Draft> drafts = new ArrayList<>();

    SeedLedger(Company company) {
        this.company = company;
        this.contracts = new Contracts(company, new Cashier(company));
    }

    void add(Draft draft) {
        drafts.add(draft);
    }

    /** Turns the drafts into invoices, with their payments and events, and pays back what is refunded. */
    void write() {
        Set<String> promised =
                drafts.stream().map(Draft::number).filter(n -> n != null).collect(Collectors.toSet());
        drafts.sort(Comparator.comparing(Draft::createdOn));
        for (Draft draft : drafts) {
            String number = draft.number;
            while (number == null) {
                String candidate = company.nextInvoiceNumber();
                number = promised.contains(candidate) ? null : candidate;
            }
            write(draft, number);
        }
    }

    /** A credit note on an invoice; a paid one counts as refunded there. */
    void creditNote(Invoice invoice, int amount, CreditNote.Status status) {
        int id = company.next(Sequence.CREDIT_NOTE);
        Instant at = invoice.createdOn.plus(Duration.ofHours(30));
        CreditNote note =
                new CreditNote(id, "CN-" + id, invoice.customer, invoice, at, amount, invoice.currency, status);
        company.creditNotes.put(note.number, note);
        if (status == CreditNote.Status.Paid) {
            invoice.refund(amount);
            company.log(invoice, "RefundIssued", at);
        }
    }

    private void write(Draft draft, String number) {
        Subscription subscription = draft.subscription;
        Invoice invoice = new Invoice(
                company.next(Sequence.INVOICE),
                number,
                subscription.customer,
                subscription,
                draft.isFirst ? Invoice.Type.NewSubscription : Invoice.Type.Renewal,
                draft.createdOn,
                subscription.currency(),
                contracts.items(subscription, false),
                new Invoice.Period(draft.createdOn, draft.periodEnd),
                0);
        company.invoices.put(number, invoice);
        company.log(invoice, "InvoiceCreated", draft.createdOn);
        pay(invoice, draft.status);
        invoice.status = draft.status;
    }

    private void pay(Invoice invoice, Invoice.Status status) {
        switch (status) {
            case Pending -> {}
            case Paid -> attempt(invoice, invoice.createdOn, true);
            case Unpaid -> attempt(invoice, invoice.createdOn, false);
            default -> {
                Instant second = invoice.createdOn.plus(BETWEEN_ATTEMPTS);
                attempt(invoice, invoice.createdOn, false);
                attempt(invoice, second.isBefore(company.now()) ? second : company.now(), false);
            }
        }
    }

    private void attempt(Invoice invoice, Instant at, boolean paid) {
        int id = company.next(Sequence.PAYMENT);
        invoice.status = paid ? Invoice.Status.Paid : Invoice.Status.Unpaid;
        invoice.payments.add(
                new Invoice.Payment(id, at, "SGW-" + id, "PaymentCard", paid ? "Success" : "Failed: card declined"));
        company.log(invoice, paid ? "PaymentSucceeded" : "PaymentFailed", at);
    }
}
