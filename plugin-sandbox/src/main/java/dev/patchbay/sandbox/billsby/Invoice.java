package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a customer owes or paid. Its sum never changes; what was given back is counted beside it. */
final class Invoice {
    enum Status {
        Pending,
        Unpaid,
        Failed,
        ToBeWrittenOff,
        Paid,
        PaidOffline,
        WrittenOff,
        PartiallyRefunded,
        Refunded;

        /** Whether it stands in the way of a cancellation. */
        boolean isOpen() {
            return this == Pending || this == Unpaid || this == ToBeWrittenOff;
        }

        boolean isOwed() {
            return isOpen() || this == Failed;
        }

        /** Whether its money came by card. */
        boolean isTaken() {
            return this == Paid || this == PartiallyRefunded || this == Refunded;
        }
    }

    enum Type {
        NewSubscription,
        Renewal,
        PlanChange,
        OneTimeCharge
    }

    /** A line; sums are minor units. */
    record Item(String description, int units, int unitPrice, int discounts, int amount) {
        static Item of(String description, int units, int unitPrice) {
            return new Item(description, units, unitPrice, 0, Math.multiplyExact(units, unitPrice));
        }
    }

    /** An attempt to get the money. */
    record Payment(int id, Instant createdOn, String reference, String method, String status) {
        ObjectNode toJson() {
            return Json.object()
                    .put("paymentLogId", id)
                    .put("createdOn", VendorTime.text(createdOn))
                    .put("gatewayId", 1)
                    .put("gatewayName", "Sandbox Gateway")
                    .put("reference", reference)
                    .put("paymentMethod", method)
                    .put("status", status);
        }
    }

    /** The span of a subscription that is paid for. */
    record Period(Instant start, Instant end) {}

    final int invoiceId;
    final String number;
    final Customer customer;
    final @Nullable Subscription subscription;
    final Type type;
    final Instant createdOn;
    final String currency;
    final List<Item> items;
    final @Nullable Period period;
    /** Zero, or the negative sum that a former plan's unused days are worth. */
    final int prorationAdjustment;

    final List<Payment> payments = new ArrayList<>();
    Status status = Status.Pending;
    private int refunded;

    Invoice(
            int invoiceId,
            String number,
            Customer customer,
            @Nullable Subscription subscription,
            Type type,
            Instant createdOn,
            String currency,
            List<Item> items,
            @Nullable Period period,
            int prorationAdjustment) {
        this.invoiceId = invoiceId;
        this.number = number;
        this.customer = customer;
        this.subscription = subscription;
        this.type = type;
        this.createdOn = createdOn;
        this.currency = currency;
        this.items = List.copyOf(items);
        this.period = period;
        this.prorationAdjustment = prorationAdjustment;
    }

    int subTotal() {
        return items.stream().mapToInt(Item::amount).reduce(0, Math::addExact);
    }

    int amount() {
        return Math.addExact(subTotal(), prorationAdjustment);
    }

    int refunded() {
        return refunded;
    }

    /** What can still be given back to the card. */
    int refundable() {
        return status.isTaken() ? amount() - refunded : 0;
    }

    /** Gives back a part or all. */
    void refund(int sum) {
        if (sum <= 0 || sum > refundable()) {
            throw new IllegalArgumentException("not refundable: " + sum);
        }
        refunded += sum;
        status = refundable() == 0 ? Status.Refunded : Status.PartiallyRefunded;
    }

    /** Ends a debt in another way than by card. */
    void settle(Status how) {
        if (!status.isOwed()) {
            throw new Refusal(400, "Invoice " + number + " is " + status + " and owes nothing");
        }
        status = how;
    }
}
