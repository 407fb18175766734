package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes invoices, takes money from cards and gives it back. */
final class Cashier {
    private final Company company;

    Cashier(Company company) {
        this.company = company;
    }

    /** Refuses with 400 or 402 a customer whose card would not pay now. */
    void demandPayingCard(Customer customer) {
        if (customer.card == null) {
            throw new Refusal(400, "Customer " + customer.uniqueId + " has no payment card");
        }
        if (!customer.canPay(company.now())) {
            throw declined();
        }
    }

    /** Writes an invoice and takes the money at once; a declined card leaves it unpaid. */
    Invoice bill(
            Customer customer,
            @Nullable Subscription subscription,
            Invoice.Type type,
            String currency,
            List<Invoice.Item> items,
            Invoice.@Nullable Period period,
            int prorationAdjustment) {
        Invoice invoice = new Invoice(
                company.next(Sequence.INVOICE),
                company.nextInvoiceNumber(),
                customer,
                subscription,
                type,
                company.now(),
                currency,
                items,
                period,
                prorationAdjustment);
        company.invoices.put(invoice.number, invoice);
        company.log(invoice, "InvoiceCreated", company.now());
        if (invoice.amount() == 0) {
            invoice.status = Invoice.Status.Paid;
        } else {
            collect(invoice);
        }
        return invoice;
    }

    /** Tries again to take the money of an invoice that is owed. */
    void reattempt(Invoice invoice) {
        if (invoice.status == Invoice.Status.Pending) {
            throw new Refusal(
                    400, "Invoice " + invoice.number + " is Pending: its first payment has not been attempted yet");
        }
        if (!invoice.status.isOwed()) {
            throw new Refusal(
                    400, "Invoice " + invoice.number + " is " + invoice.status + ": there is no payment to reattempt");
        }
        if (!collect(invoice)) {
            throw declined();
        }
    }

    /** Gives back a part of an invoice or all that is left of it, and answers with what is left. */
    int refund(Invoice invoice, int sum) {
        if (!invoice.status.isTaken()) {
            throw new Refusal(
                    400, "Invoice " + invoice.number + " is " + invoice.status + ": only what a card paid is refunded");
        }
        if (sum > invoice.refundable()) {
            throw Refusal.ofField(
                    "amount",
                    "is more than can be refunded: " + sum + " asked, " + invoice.refundable() + " left on "
                            + invoice.number);
        }
        invoice.refund(sum);
        note(invoice.customer, invoice, sum, invoice.currency);
        company.log(invoice, "RefundIssued", company.now());
        return invoice.refundable();
    }

    /** Gives a customer money that belongs to no invoice. */
    void credit(Customer customer, int sum, String currency) {
        note(customer, null, sum, currency);
    }

    /** Tries again to pay out a credit note. */
    void reattempt(CreditNote note) {
        if (note.status != CreditNote.Status.Failed) {
            throw new Refusal(400, "Credit note " + note.number + " is " + note.status + ": nothing is to reattempt");
        }
        demandPayingCard(note.customer);
        note.status = CreditNote.Status.Paid;
    }

    private boolean collect(Invoice invoice) {
        Instant now = company.now();
        boolean paid = invoice.customer.canPay(now);
        invoice.status = paid ? Invoice.Status.Paid : Invoice.Status.Unpaid;
        int id = company.next(Sequence.PAYMENT);
        invoice.payments.add(
                new Invoice.Payment(id, now, "SGW-" + id, "PaymentCard", paid ? "Success" : "Failed: card declined"));
        company.log(invoice, paid ? "PaymentSucceeded" : "PaymentFailed", now);
        return paid;
    }

    private void note(Customer customer, @Nullable Invoice invoice, int sum, String currency) {
        int id = company.next(Sequence.CREDIT_NOTE);
        CreditNote note =
                new CreditNote(id, "CN-" + id, customer, invoice, company.now(), sum, currency, CreditNote.Status.Paid);
        company.creditNotes.put(note.number, note);
    }

    private static Refusal declined() {
        return new Refusal(402, "The payment was refused: card declined");
    }
}
