package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that one company has. Ids are given out in a fixed order, so that the same requests after the same seed meet the
 * same ids.
 */
final class Company {
    /** A run of numbers, each beginning with its own first. */
    enum Sequence {
        CUSTOMER(1001),
        SUBSCRIPTION(3001),
        INVOICE(5001),
        INVOICE_NUMBER(10401),
        PAYMENT(8001),
        EVENT(9001),
        CREDIT_NOTE(2001),
        PRODUCT(504),
        PLAN(6901),
        CYCLE(7901),
        CUSTOM_FIELD(401),
        RESPONSE(451);

        private final int first;

        Sequence(int first) {
            this.first = first;
        }
    }

    private static final String ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

    final String domain;
    final Map<String, Customer> customers = new LinkedHashMap<>();
    final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    /** By number, oldest first. */
    final Map<String, Invoice> invoices = new LinkedHashMap<>();

    final Map<String, CreditNote> creditNotes = new LinkedHashMap<>();
    final Map<Integer, Product> products = new LinkedHashMap<>();
    final Map<Integer, Supplement> addOns = new LinkedHashMap<>();
    final Map<Integer, Supplement> allowances = new LinkedHashMap<>();
    final Map<Integer, CustomField> customFields = new LinkedHashMap<>();

    private final InstantSource clock;
    private final Map<Sequence, Integer> given = new EnumMap<>(Sequence.class);
    private final Random random = new Random(20260101);

    Company(String domain, InstantSource clock) {
        this.domain = domain;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    int next(Sequence sequence) {
        return given.merge(sequence, sequence.first, (last, first) -> last + 1);
    }

    /** Ten letters and digits which nothing else has, as the vendor's ids are. */
    String nextUniqueId() {
        StringBuilder id = new StringBuilder();
        while (id.length() < 10) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** The next invoice number that is not taken. */
    String nextInvoiceNumber() {
        String number;
        do {
            number = "INV-" + next(Sequence.INVOICE_NUMBER);
        } while (invoices.containsKey(number));
        return number;
    }

    Customer customer(String uniqueId) {
        return found(customers.get(uniqueId), "customer", uniqueId);
    }

    Subscription subscription(String uniqueId) {
        return found(subscriptions.get(uniqueId), "subscription", uniqueId);
    }

    Invoice invoice(String number) {
        return found(invoices.get(number), "invoice", number);
    }

    CreditNote creditNote(String number) {
        return found(creditNotes.get(number), "credit note", number);
    }

    Product product(int productId) {
        return found(products.get(productId), "product", String.valueOf(productId));
    }

    /** A plan of this product. */
    Plan plan(Product product, int planId) {
        Plan plan = product.plans.stream()
                .filter(p -> p.planId == planId)
                .findFirst()
                .orElse(null);
        return found(plan, "plan", String.valueOf(planId));
    }

    Stream<Plan> plans() {
        return products.values().stream().flatMap(product -> product.plans.stream());
    }

    Cycle cycle(int cycleId) {
        Cycle cycle = plans().flatMap(plan -> plan.cycles.stream())
                .filter(c -> c.cycleId == cycleId)
                .findFirst()
                .orElse(null);
        return found(cycle, "cycle", String.valueOf(cycleId));
    }

    Supplement addOn(int id) {
        return found(addOns.get(id), "add-on", String.valueOf(id));
    }

    Supplement allowance(int id) {
        return found(allowances.get(id), "allowance", String.valueOf(id));
    }

    CustomField customField(int id) {
        return found(customFields.get(id), "custom field", String.valueOf(id));
    }

    List<Subscription> subscriptionsOf(Customer customer) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.customer == customer)
                .toList();
    }

    List<Invoice> invoicesOf(Customer customer) {
        return invoices.values().stream()
                .filter(invoice -> invoice.customer == customer)
                .toList();
    }

    List<Invoice> invoicesOf(Subscription subscription) {
        return invoices.values().stream()
                .filter(invoice -> invoice.subscription == subscription)
                .toList();
    }

    boolean isLive(Plan plan) {
        return subscriptions.values().stream().anyMatch(s -> s.isLive() && s.plan() == plan);
    }

    boolean hasLiveSubscription(Customer customer) {
        return subscriptionsOf(customer).stream().anyMatch(Subscription::isLive);
    }

    /** Notes an event now. */
    void log(Subscription subscription, String type, ObjectNode data) {
        log(subscription, type, now(), data);
    }

    void log(Subscription subscription, String type, Instant at, ObjectNode data) {
        subscription.events.add(new Subscription.Event(next(Sequence.EVENT), type, at, data));
    }

    /** Notes an event of an invoice at its subscription, if it has one. */
    void log(Invoice invoice, String type, Instant at) {
        if (invoice.subscription != null) {
            ObjectNode data = Json.object()
                    .put("invoiceNumber", invoice.number)
                    .put("amount", invoice.amount())
                    .put("currency", invoice.currency)
                    .put("status", invoice.status.name());
            log(invoice.subscription, type, at, data);
        }
    }

    private static <T> T found(@Nullable T thing, String kind, String id) {
        if (thing == null) {
            throw Refusal.unknown(kind, id);
        }
        return thing;
    }
}
