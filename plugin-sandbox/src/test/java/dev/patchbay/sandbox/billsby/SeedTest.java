package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.sandbox.billsby.Invoice.Status;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");

    private final Company company = new Seed("acme", () -> START).plant();

    @Test
    void plantsEnoughToPageThrough() {
        assertEquals(40, company.customers.size());
        assertEquals(35, company.subscriptions.size());
        int invoices = company.invoices.size();
        assertTrue(invoices > 125 && invoices < 160, "there are " + invoices);
    }

    @Test
    void plantsInvoicesInEveryState() {
        var states = company.invoices.values().stream()
                .map(invoice -> invoice.status)
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                List.of(Status.values()).stream()
                        .filter(s -> !states.contains(s))
                        .toList());
    }

    @Test
    void plantsNothingFromTheFutureAndNoIdTwice() {
        assertTrue(company.invoices.values().stream().noneMatch(invoice -> invoice.createdOn.isAfter(START)));
        assertEquals(
                company.invoices.size(),
                company.invoices.values().stream()
                        .map(invoice -> invoice.invoiceId)
                        .distinct()
                        .count());
        assertTrue(company.creditNotes.values().stream().noneMatch(note -> note.createdOn.isAfter(START)));
        assertTrue(company.subscriptions.values().stream()
                .flatMap(subscription -> subscription.events.stream())
                .noneMatch(event -> event.createdOn().isAfter(START)));
        assertTrue(company.subscriptions.values().stream()
                .filter(Subscription::isLive)
                .allMatch(subscription -> subscription.nextBilling.isAfter(START)));
    }

    @Test
    void plantsTheSameIdsWhateverTheDay() {
        Company other = new Seed("acme", () -> START.plusSeconds(40_000_000)).plant();
        assertEquals(List.copyOf(company.customers.keySet()), List.copyOf(other.customers.keySet()));
        assertEquals(List.copyOf(company.subscriptions.keySet()), List.copyOf(other.subscriptions.keySet()));
        assertEquals(List.copyOf(company.invoices.keySet()), List.copyOf(other.invoices.keySet()));
    }

    @Test
    void keepsItsPromisesAboutTheFixedCustomers() {
        List<Invoice> nora = company.invoicesOf(company.customer(FixedIds.NORA));
        assertEquals(FixedIds.NORA_INVOICE, nora.get(nora.size() - 1).number);
        assertTrue(nora.stream().allMatch(invoice -> invoice.status == Status.Paid));
        assertEquals(
                FixedIds.STARTER,
                company.subscription(FixedIds.OMAR_SUBSCRIPTION).plan().planId);
        assertTrue(company.invoicesOf(company.customer(FixedIds.OMAR)).stream().noneMatch(i -> i.status.isOwed()));
        assertEquals(Status.Unpaid, company.invoice(FixedIds.PIA_INVOICE).status);
        assertTrue(company.customer(FixedIds.PIA).canPay(START));
        assertEquals(Status.Unpaid, company.invoice(FixedIds.QUINN_INVOICE).status);
        assertFalse(company.customer(FixedIds.QUINN).canPay(START));
        assertEquals(Status.Pending, company.invoice(FixedIds.ROSA_INVOICE).status);
        assertTrue(company.subscriptionsOf(company.customer(FixedIds.SVEN)).isEmpty());
        assertEquals(Status.PartiallyRefunded, company.invoice(FixedIds.TARA_INVOICE).status);
        assertEquals(CreditNote.Status.Failed, company.creditNote(FixedIds.UGO_CREDIT_NOTE).status);
    }

    @Test
    void listsEveryFixedIdInTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        for (Field field : FixedIds.class.getDeclaredFields()) {
            if (!field.isSynthetic()) {
                String id = String.valueOf(field.get(null));
                assertTrue(readme.contains(id), field.getName() + " " + id + " is not in the README");
            }
        }
    }
}
