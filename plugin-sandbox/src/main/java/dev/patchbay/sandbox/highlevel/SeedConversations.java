package dev.patchbay.sandbox.highlevel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conversations of the seed, of which five are unread. */
final class SeedConversations {
    private static final int ORDINARY = 17;
    private static final Set<Integer> UNREAD = Set.of(1, 6, 10, 14);
    private static final int LONG = 45;

    private static final List<String> QUESTIONS = List.of(
            "Hello, could you send me an offer for a new landing page?",
            "When will the photos of last week be ready?",
            "Can we move our call to Thursday?",
            "Is there a discount when I pay for the whole year?",
            "The contact form on my site does not work, can you have a look?");

    private static final List<String> REPLIES = List.of(
            "Thanks for writing, we will come back to you by tomorrow.",
            "Sure, I have put it on our list for this week.",
            "Of course. Does 10:00 suit you?");

    private final Location location;

    SeedConversations(Location location) {
        this.location = location;
    }

    void plant(List<Contact> ordinary) {
        for (int i = 0; i < ORDINARY; i++) {
            boolean unread = UNREAD.contains(i);
            Conversation conversation = open(location.nextId(), ordinary.get(i), 40 - i);
            Channel channel = i % 3 == 0 ? Channel.EMAIL : i % 7 == 4 ? Channel.WHATSAPP : Channel.SMS;
            int count = unread ? 3 : 4;
            for (int j = 0; j < count; j++) {
                boolean inbound = j % 2 == 0;
                String text = inbound ? pick(QUESTIONS, i + j) : pick(REPLIES, i + j);
                say(conversation, channel, hours(24 * (i + 2) - 3 * j), inbound, text, "Your question");
            }
            conversation.unreadCount = unread ? 1 + i % 2 : 0;
            conversation.starred = i % 8 == 3;
        }
        plantDispute();
        plantLong();
        Conversation delia = open(FixedIds.DELIA_CONVERSATION, location.contact(FixedIds.DELIA), 20);
        say(delia, Channel.EMAIL, hours(30), true, "The second half follows next week.", "Ad campaign");
        say(delia, Channel.EMAIL, hours(29), false, "Perfect, thank you.", "Ad campaign");
    }

    private void plantDispute() {
        Conversation dispute = open(FixedIds.MARA_CONVERSATION, location.contact(FixedIds.MARA), 30);
        String subject = "Invoice " + FixedIds.MARA_INVOICE_NUMBER;
        say(dispute, Channel.EMAIL, hours(30 * 24), false, "Your invoice for the website care is attached.", subject);
        say(
                dispute,
                Channel.EMAIL,
                hours(5),
                true,
                "I do not agree with invoice " + FixedIds.MARA_INVOICE_NUMBER + ": a late fee of 25 is to be added, but"
                        + " the site was down for a week in that month and you promised to wait with the payment."
                        + " Please take the late fee off and give me two more weeks.",
                subject);
        dispute.unreadCount = 1;
    }

    private void plantLong() {
        Conversation talk = open(FixedIds.NILS_CONVERSATION, location.contact(FixedIds.NILS), 46);
        for (int j = 0; j < LONG; j++) {
            boolean inbound = j % 2 == 1;
            say(talk, Channel.SMS, hours(24 * 45 - 20 * j), inbound, "Message " + (j + 1) + " of " + LONG, null);
        }
    }

    private Conversation open(String id, Contact contact, int ageDays) {
        Conversation conversation = new Conversation(id, contact, location.start.minus(Duration.ofDays(ageDays)));
        location.conversations.put(id, conversation);
        return conversation;
    }

    private void say(
            Conversation conversation,
            Channel channel,
            Instant at,
            boolean inbound,
            String text,
            @Nullable String subject) {
        boolean email = channel == Channel.EMAIL;
        conversation.messages.add(new Message(
                location.nextId(),
                email ? location.nextId() : null,
                channel,
                at,
                inbound,
                text,
                email ? subject : null,
                "delivered",
                "app",
                conversation.contact.text(email ? "email" : "phone"),
                List.of()));
    }

    private Instant hours(int ago) {
        // No two conversations are touched in the same moment.
        return location.start.minus(Duration.ofHours(ago)).plusSeconds(location.conversations.size());
    }

    private static String pick(List<String> texts, int place) {
        return texts.get(place % texts.size());
    }
}
