package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.sandbox.TestConfig;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HighLevelSeedTest {
    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");
    private static final Installation INSTALLATION = Installation.of(new TestConfig("unused-key"));

    private final Location location = planted(START);

    private static Location planted(Instant now) {
        return new Seed(new Places(INSTALLATION).first(), INSTALLATION.companyId(), () -> now).plant();
    }

    @Test
    void plantsEnoughToPageThrough() {
        assertEquals(30, location.contacts.size());
        assertEquals(20, location.conversations.size());
        int invoices = location.invoices.size();
        assertTrue(invoices >= 68 && invoices <= 74, "there are " + invoices);
    }

    @Test
    void plantsInvoicesInEveryState() {
        assertEquals(
                Set.of(Invoice.Status.values()),
                location.invoices.values().stream()
                        .map(invoice -> invoice.status)
                        .collect(Collectors.toSet()));
    }

    @Test
    void hasThreeContactsAboveFiveThousandOfWhichTwoLackTheTag() {
        Map<String, BigDecimal> paid = new TreeMap<>();
        for (Invoice invoice : location.invoices.values()) {
            if (invoice.status == Invoice.Status.PAID) {
                paid.merge(invoice.contactId().orElseThrow(), invoice.total(), BigDecimal::add);
            }
        }
        Set<String> above = new TreeSet<>();
        paid.forEach((contact, sum) -> {
            if (sum.compareTo(BigDecimal.valueOf(5000)) > 0) {
                above.add(contact);
            }
        });
        assertEquals(Set.of(FixedIds.IVO, FixedIds.LENA, FixedIds.RHEA), above);
        assertFalse(location.contact(FixedIds.IVO).tags().contains(FixedIds.SEO_TAG));
        assertFalse(location.contact(FixedIds.LENA).tags().contains(FixedIds.SEO_TAG));
        assertTrue(location.contact(FixedIds.RHEA).tags().contains(FixedIds.SEO_TAG));
        assertEquals(new BigDecimal("4990.00"), paid.get(FixedIds.TOMAS));
    }

    @Test
    void plantsNothingFromTheFutureAndNoNumberTwice() {
        assertTrue(location.invoices.values().stream().noneMatch(invoice -> invoice.createdAt.isAfter(START)));
        assertTrue(location.contacts.values().stream().noneMatch(contact -> contact.dateAdded.isAfter(START)));
        assertTrue(location.conversations.values().stream()
                .flatMap(conversation -> conversation.messages.stream())
                .noneMatch(message -> message.at().isAfter(START)));
        assertEquals(
                location.invoices.size(),
                location.invoices.values().stream()
                        .map(invoice -> invoice.number)
                        .distinct()
                        .count());
    }

    @Test
    void plantsMessagesInOrderAndNoTwoConversationsTouchedAtOnce() {
        for (Conversation conversation : location.conversations.values()) {
            List<Instant> times =
                    conversation.messages.stream().map(Message::at).toList();
            assertEquals(times.stream().sorted().toList(), times, conversation.id);
            assertTrue(conversation.dateAdded.isBefore(times.get(0)), conversation.id);
        }
        assertEquals(
                20,
                location.conversations.values().stream()
                        .map(Conversation::touched)
                        .distinct()
                        .count());
    }

    @Test
    void plantsTheSameIdsWheneverItStarts() {
        Location other = planted(START.plusSeconds(40_000_000));
        assertEquals(List.copyOf(location.contacts.keySet()), List.copyOf(other.contacts.keySet()));
        assertEquals(List.copyOf(location.conversations.keySet()), List.copyOf(other.conversations.keySet()));
        assertEquals(List.copyOf(location.invoices.keySet()), List.copyOf(other.invoices.keySet()));
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
