package dev.patchbay.sandbox.billsby;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money on its way back to a customer. */
final class CreditNote {
    enum Status {
        Pending,
        Paid,
        Failed
    }

    final int creditNoteId;
    final String number;
    final Customer customer;
    /** What it gives back a part of; {@code null} for a credit without one. */
    final @Nullable Invoice invoice;

    final Instant createdOn;
    final int amount;
    final String currency;
    Status status;

    CreditNote(
            int creditNoteId,
            String number,
            Customer customer,
            @Nullable Invoice invoice,
            Instant createdOn,
            int amount,
            String currency,
            Status status) {
        this.creditNoteId = creditNoteId;
        this.number = number;
        this.customer = customer;
        this.invoice = invoice;
        this.createdOn = createdOn;
        this.amount = amount;
        this.currency = currency;
        this.status = status;
    }
}
