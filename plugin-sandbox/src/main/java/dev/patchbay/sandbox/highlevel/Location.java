package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The location (sub-account) with all that is in it, in the order in which it came. */
final class Location {
    static final String ADDRESS = "1 Harbour Street";
    static final String CITY = "Portland";

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final long ID_SEED = 20_210_728;

    final String id;
    final String name;
    final String companyId;
    final Instant start;
    final Map<String, Contact> contacts = new LinkedHashMap<>();
    final Map<String, Conversation> conversations = new LinkedHashMap<>();
    final Map<String, Invoice> invoices = new LinkedHashMap<>();
    final List<User> users = new ArrayList<>();

    private final InstantSource clock;
    // the same ids at every start, in the order in which they are asked for
    private final Random ids = new Random(ID_SEED);
    private Instant latest = Instant.EPOCH;

    Location(Places.Place place, String companyId, InstantSource clock) {
        this.id = place.id();
        this.name = place.name();
        this.companyId = companyId;
        this.clock = clock;
        this.start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The present to the millisecond, but never the same twice, so that what happens has an order. */
    Instant tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        latest = now.isAfter(latest) ? now : latest.plusMillis(1);
        return latest;
    }

    /** An id as contacts, conversations and messages have it. */
    String nextId() {
        return random(LETTERS, 20);
    }

    /** An id as invoices have it. */
    String nextDocumentId() {
        return random("0123456789abcdef", 24);
    }

    int nextInvoiceNumber() {
        return invoices.values().stream()
                        .mapToInt(invoice -> invoice.number)
                        .max()
                        .orElse(1000)
                + 1;
    }

    Contact contact(String contactId) {
        return known(contacts, contactId, "contact");
    }

    Conversation conversation(String conversationId) {
        return known(conversations, conversationId, "conversation");
    }

    Invoice invoice(String invoiceId) {
        return known(invoices, invoiceId, "invoice");
    }

    Optional<Conversation> conversationWith(Contact contact) {
        return conversations.values().stream()
                .filter(conversation -> conversation.contact == contact)
                .findFirst();
    }

    /** The contacts that have this address or number. */
    Stream<Contact> namesakes(@Nullable String email, @Nullable String phone) {
        return contacts.values().stream()
                .filter(contact -> email != null && email.equalsIgnoreCase(contact.text("email"))
                        || phone != null && digits(phone).equals(digits(contact.text("phone"))));
    }

    /** A phone number without what is written between its digits; "none" is like no number. */
    private static String digits(@Nullable String phone) {
        return phone == null ? "none" : phone.replaceAll("[^0-9]", "");
    }

    private static <T> T known(Map<String, T> all, String id, String kind) {
        T one = all.get(id);
        if (one == null) {
            throw Refusal.unknown(kind, id);
        }
        return one;
    }

    private String random(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(ids.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
