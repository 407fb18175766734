package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import dev.patchbay.sandbox.billsby.Invoice.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The company as every start finds it. Ids and sums are always the same; dates are as old as the seed says, counted from
 * the start.
 */
final class Seed {
    private static final String GOOD_DIGITS = "4242";
    private static final Duration MONTH = Duration.ofDays(30);

    private static final List<String> PEOPLE = List.of(
            "Alba Ferrer",
            "Ben Okafor",
            "Chiara Russo",
            "Daan de Vries",
            "Elif Kaya",
            "Finn Murphy",
            "Greta Keller",
            "Hugo Lambert",
            "Ines Duarte",
            "Jonas Weber",
            "Kira Novak",
            "Liam Walsh",
            "Mina Tanaka",
            "Niels Jansen",
            "Olga Petrova",
            "Paul Dubois",
            "Rania Saleh",
            "Sam Carter",
            "Tess Morgan",
            "Umar Farooq",
            "Vera Kowalska",
            "Wim Peeters",
            "Xenia Markou",
            "Yann Moreau",
            "Zoe Adams",
            "Aron Levy",
            "Bela Horvath",
            "Cora Jensen",
            "Dario Conti",
            "Emma Novotna",
            "Frank Meyer",
            "Gwen Pritchard");

    private static final List<Integer> CYCLES = List.of(
            FixedIds.STARTER_MONTHLY,
            FixedIds.BUSINESS_MONTHLY,
            7201,
            7301,
            7202,
            FixedIds.STARTER_MONTHLY,
            7302,
            7105);

    /** How the latest invoice of some of the people stands, by their place; all else is paid. */
    private static final Map<Integer, Status> LATEST = Map.of(
            2, Status.Unpaid,
            4, Status.Pending,
            6, Status.PaidOffline,
            7, Status.Failed,
            9, Status.WrittenOff,
            14, Status.PaidOffline,
            15, Status.Pending,
            20, Status.Unpaid,
            24, Status.ToBeWrittenOff,
            27, Status.Failed);

    private static final List<Integer> WITHOUT_SUBSCRIPTION = List.of(5, 13, 25, 29);
    private static final List<Integer> CANCELLED = List.of(3, 11, 19);
    private static final int PAUSED = 22;
    private static final int IN_TRIAL = 26;
    private static final List<Integer> REFUNDED = List.of(10, 18);

    private final Company company;
    private final SeedLedger ledger;
    private final Instant now;

    Seed(String domain, InstantSource clock) {
        // one instant for the whole seed, so that no date in it depends on how fast it was planted
        this.now = clock.instant();
        this.company = new Company(domain, clock);
        this.ledger = new SeedLedger(company);
    }

    Company plant() {
        new SeedCatalogue(company).plant();
        for (int i = 0; i < PEOPLE.size(); i++) {
            plantOrdinary(i);
        }
        plantFixed();
        ledger.write();
        plantCreditNotes();
        return company;
    }

    private void plantOrdinary(int i) {
        String[] name = PEOPLE.get(i).split(" ", 2);
        Status latest = LATEST.getOrDefault(i, Status.Paid);
        String digits = latest == Status.Paid || latest == Status.Pending ? GOOD_DIGITS : Card.DECLINED_DIGITS;
        int cycleId = CYCLES.get(i % CYCLES.size());
        int months = 1 + i * 3 % 7;
        int age = (months - 1) * 30 + 1 + i * 7 % 27;
        Customer customer = customer(company.nextUniqueId(), name[0], name[1], age, digits);
        if (WITHOUT_SUBSCRIPTION.contains(i)) {
            return;
        }
        boolean trial = i == IN_TRIAL;
        Cycle cycle = company.cycle(trial ? 7303 : cycleId);
        Subscription subscription = subscription(company.nextUniqueId(), customer, cycle, 1 + i % 5, trial ? 4 : age);
        if (trial) {
            subscription.nextBilling = subscription.createdOn.plus(Duration.ofDays(14));
            subscription.freeTrialEnd = subscription.nextBilling;
            return;
        }
        history(subscription, null, latest);
        if (CANCELLED.contains(i)) {
            subscription.status = Subscription.Status.Cancelled;
            company.log(subscription, "SubscriptionCancelled", now.minus(Duration.ofHours(12)), Json.object());
        } else if (i == PAUSED) {
            subscription.status = Subscription.Status.Paused;
        }
    }

    private void plantFixed() {
        Customer nora = customer(FixedIds.NORA, "Nora", "Lindqvist", 96, GOOD_DIGITS);
        Cycle business = company.cycle(FixedIds.BUSINESS_MONTHLY);
        Cycle starter = company.cycle(FixedIds.STARTER_MONTHLY);
        history(subscription(FixedIds.NORA_SUBSCRIPTION, nora, business, 1, 96), FixedIds.NORA_INVOICE, Status.Paid);

        Customer omar = customer(FixedIds.OMAR, "Omar", "Haddad", 67, GOOD_DIGITS);
        history(subscription(FixedIds.OMAR_SUBSCRIPTION, omar, starter, 1, 67), null, Status.Paid);

        Customer pia = customer(FixedIds.PIA, "Pia", "Sorensen", 93, GOOD_DIGITS);
        history(subscription(FixedIds.PIA_SUBSCRIPTION, pia, business, 1, 93), FixedIds.PIA_INVOICE, Status.Unpaid);

        Customer quinn = customer(FixedIds.QUINN, "Quinn", "Walker", 63, Card.DECLINED_DIGITS);
        history(
                subscription(FixedIds.QUINN_SUBSCRIPTION, quinn, starter, 1, 63),
                FixedIds.QUINN_INVOICE,
                Status.Unpaid);

        Customer rosa = customer(FixedIds.ROSA, "Rosa", "Marquez", 61, GOOD_DIGITS);
        history(subscription(FixedIds.ROSA_SUBSCRIPTION, rosa, business, 1, 61), FixedIds.ROSA_INVOICE, Status.Pending);

        customer(FixedIds.SVEN, "Sven", "Olsen", 12, GOOD_DIGITS);

        Customer tara = customer(FixedIds.TARA, "Tara", "Iyer", 32, GOOD_DIGITS);
        history(
                subscription(FixedIds.TARA_SUBSCRIPTION, tara, company.cycle(7202), 1, 32),
                FixedIds.TARA_INVOICE,
                Status.Paid);

        Customer ugo = customer(FixedIds.UGO, "Ugo", "Bianchi", 100, GOOD_DIGITS);
        Subscription seats = subscription(FixedIds.UGO_SUBSCRIPTION, ugo, company.cycle(7302), 4, 100);
        seats.addOns.put(FixedIds.STORAGE, 2);
        seats.addOns.put(FixedIds.ONBOARDING, 1);
        seats.allowances.addAll(List.of(FixedIds.API_CALLS, FixedIds.EMAILS));
        seats.count(FixedIds.API_CALLS_COUNTER, now.minus(Duration.ofDays(20)), 2400);
        seats.count(FixedIds.API_CALLS_COUNTER, now.minus(Duration.ofDays(5)), 7150);
        seats.count(FixedIds.EMAILS_COUNTER, now.minus(Duration.ofDays(3)), 310);
        seats.tags.add("beta-programme");
        history(seats, null, Status.Paid);
        CustomField costCentre = company.customField(401);
        ugo.responses.put(401, new CustomField.Response(company.next(Sequence.RESPONSE), costCentre, "CC-7700"));
    }

    private void plantCreditNotes() {
        ledger.creditNote(latest(FixedIds.UGO), 5000, CreditNote.Status.Failed);
        ledger.creditNote(company.invoice(FixedIds.TARA_INVOICE), 4000, CreditNote.Status.Paid);
        for (int i : REFUNDED) {
            Invoice invoice = latest(company.customers.values().stream()
                    .filter(customer -> customer.fullName().equals(PEOPLE.get(i)))
                    .findFirst()
                    .orElseThrow()
                    .uniqueId);
            ledger.creditNote(invoice, i == REFUNDED.get(0) ? invoice.amount() : 500, CreditNote.Status.Paid);
        }
        ledger.creditNote(latest(FixedIds.OMAR), 300, CreditNote.Status.Pending);
    }

    private Invoice latest(String customerUniqueId) {
        List<Invoice> invoices = company.invoicesOf(company.customer(customerUniqueId));
        return invoices.get(invoices.size() - 1);
    }

    private Customer customer(String uniqueId, String firstName, String lastName, int ageDays, String cardDigits) {
        int number = company.next(Sequence.CUSTOMER);
        String email = (firstName + "." + lastName).toLowerCase(Locale.ROOT).replace(' ', '-') + "@example.com";
        Customer customer =
                new Customer(number, uniqueId, now.minus(Duration.ofDays(ageDays)), firstName, lastName, email);
        customer.billingAddress =
                new Address(number % 90 + 1 + " Mill Lane", null, "OR", "Portland", "USA", "97" + number % 900);
        customer.phone = new Customer.Phone("USA", "+1", "555" + number);
        customer.marketingConsent = number % 3 == 0;
        int expiryYear = now.atZone(ZoneOffset.UTC).getYear() + 3;
        customer.card = new Card(customer.fullName(), "visa", cardDigits, 1 + number % 12, expiryYear);
        company.customers.put(uniqueId, customer);
        return customer;
    }

    private Subscription subscription(String uniqueId, Customer customer, Cycle cycle, int units, int ageDays) {
        boolean byUnit = cycle.plan.pricingModel == PricingModel.PerUnit;
        Instant createdOn = now.minus(Duration.ofDays(ageDays));
        Subscription subscription = new Subscription(
                company.next(Sequence.SUBSCRIPTION),
                uniqueId,
                customer,
                cycle,
                byUnit ? units : 1,
                createdOn,
                createdOn.plus(MONTH));
        company.subscriptions.put(uniqueId, subscription);
        company.log(
                subscription,
                "SubscriptionCreated",
                createdOn,
                Json.object().put("planId", cycle.plan.planId).put("cycleId", cycle.cycleId));
        return subscription;
    }

    /** An invoice for every month since the beginning; all but the latest are paid. */
    private void history(Subscription subscription, @Nullable String latestNumber, Status latest) {
        Instant start = subscription.createdOn;
        while (start.isBefore(now)) {
            Instant end = start.plus(MONTH);
            boolean isLatest = !end.isBefore(now);
            ledger.add(new SeedLedger.Draft(
                    isLatest ? latestNumber : null,
                    subscription,
                    start,
                    isLatest ? latest : Status.Paid,
                    end,
                    start.equals(subscription.createdOn)));
            subscription.nextBilling = end;
            start = end;
        }
    }
}
