package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Messages: reading them and sending one. Nothing leaves this process. */
final class MessageRoutes {
    static final Shape SEND = Shape.of(
            Field.oneOf("type", Channel.names()).must(),
            Field.anything("subType"),
            Field.text("contactId").must(),
            Field.text("appointmentId"),
            Field.texts("attachments"),
            Field.text("emailFrom"),
            Field.texts("emailCc"),
            Field.texts("emailBcc"),
            Field.text("html"),
            Field.text("message"),
            Field.text("subject"),
            Field.text("replyMessageId"),
            Field.text("templateId"),
            Field.text("threadId"),
            Field.number("scheduledTimestamp"),
            Field.text("conversationProviderId"),
            Field.text("emailTo"),
            Field.text("customSubtypeId"),
            Field.oneOf("emailReplyMode", "reply", "reply_all"),
            Field.text("fromNumber"),
            Field.text("toNumber"),
            Field.object("forward"),
            Field.oneOf("status", "delivered", "failed", "pending", "read"),
            Field.flag("usesNativeSchedulingAi"),
            Field.oneOf("optimizationPeriod", "24h", "48h", "72h"));

    private final Location location;

    MessageRoutes(Location location) {
        this.location = location;
    }

    void addTo(Operations operations) {
        operations
                .group(Operations.APRIL, Audience.LOCATION)
                .add("GET", "/conversations/{conversationId}/messages", this::list)
                .add("POST", "/conversations/messages", this::send)
                .add("GET", "/conversations/messages/{id}", call -> one(call, Message::id, Message::toJson));
        operations
                .group(null, Audience.LOCATION)
                .add(
                        "GET",
                        "/conversations/messages/email/{id}",
                        call -> one(call, Message::emailId, Message::toEmail));
    }

    private ObjectNode list(Call call) {
        Conversation conversation = location.conversation(call.path("conversationId"));
        QueryReader query = call.query();
        int limit = Page.limit(query, 20);
        String type = query.textOrNull("type");
        List<String> types = type == null ? List.of() : List.of(type.split(","));
        List<Message> newestFirst = new ArrayList<>(conversation.messages);
        Collections.reverse(newestFirst);
        List<Message> rest = after(newestFirst, query.textOrNull("lastMessageId")).stream()
                .filter(message -> types.isEmpty() || types.contains(message.channel().messageType))
                .toList();
        List<Message> page = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode json = Json.object();
        json.put(
                "lastMessageId", page.isEmpty() ? "" : page.get(page.size() - 1).id());
        json.put("nextPage", page.size() < rest.size());
        json.set("messages", Json.list(page, message -> message.toJson(conversation, location.id)));
        return json;
    }

    private static List<Message> after(List<Message> messages, @Nullable String lastMessageId) {
        if (lastMessageId == null) {
            return messages;
        }
        List<String> ids = messages.stream().map(Message::id).toList();
        if (!ids.contains(lastMessageId)) {
            throw Refusal.unknown("message", lastMessageId);
        }
        return messages.subList(ids.indexOf(lastMessageId) + 1, messages.size());
    }

    private ObjectNode send(Call call) {
        ObjectNode body = SEND.read(call.request().text());
        Channel channel = Channel.of(body.get("type").stringValue());
        Contact contact = location.contact(body.get("contactId").stringValue());
        String text = text(body, channel);
        String address = address(body, channel, contact);
        if (contact.dnd) {
            throw new Refusal(400, "The contact does not want any messages (dnd)");
        }
        Conversation conversation =
                location.conversationWith(contact).orElseGet(() -> ConversationRoutes.open(location, contact));
        Instant now = location.tick();
        boolean later = body.hasNonNull("scheduledTimestamp")
                && Instant.ofEpochSecond(body.get("scheduledTimestamp").longValue())
                        .isAfter(now);
        Message message = new Message(
                location.nextId(),
                channel == Channel.EMAIL ? location.nextId() : null,
                channel,
                now,
                false,
                text,
                body.path("subject").asString(null),
                later ? "scheduled" : "sent",
                "api",
                address,
                Contact.texts(body.path("attachments")));
        conversation.messages.add(message);
        ObjectNode json = Json.object()
                .put("conversationId", conversation.id)
                .put("messageId", message.id())
                .put("msg", later ? "Message scheduled." : "Message queued.")
                .put("status", "pending");
        if (message.emailId() != null) {
            json.put("emailMessageId", message.emailId());
        }
        return json;
    }

    private static String text(ObjectNode body, Channel channel) {
        String message = body.path("message").asString("");
        String html = channel == Channel.EMAIL ? body.path("html").asString("") : "";
        boolean more = !body.path("attachments").isEmpty() || body.hasNonNull("templateId");
        if (html.isBlank() && message.isBlank() && !more) {
            throw new Invalid(
                    channel == Channel.EMAIL
                            ? "html or message should not be empty for type Email"
                            : "message should not be empty for type " + channel.sent);
        }
        if (channel == Channel.CUSTOM && !body.hasNonNull("conversationProviderId")) {
            throw new Invalid("conversationProviderId is required for type Custom");
        }
        return html.isBlank() ? message : html;
    }

    private static @Nullable String address(ObjectNode body, Channel channel, Contact contact) {
        String address = channel == Channel.EMAIL
                ? body.path("emailTo").asString(contact.text("email"))
                : body.path("toNumber").asString(contact.text("phone"));
        if (address == null && channel == Channel.EMAIL) {
            throw new Refusal(400, "The contact has no e-mail address");
        }
        if (address == null && channel.needsPhone()) {
            throw new Refusal(400, "The contact has no phone number");
        }
        return address;
    }

    private ObjectNode one(Call call, Function<Message, @Nullable String> idOf, Look look) {
        String id = call.path("id");
        for (Conversation conversation : location.conversations.values()) {
            for (Message message : conversation.messages) {
                if (id.equals(idOf.apply(message))) {
                    return look.of(message, conversation, location.id);
                }
            }
        }
        throw Refusal.unknown("message", id);
    }

    /** One of the forms in which a message is answered. */
    @FunctionalInterface
    private interface Look {
        ObjectNode of(Message message, Conversation conversation, String locationId);
    }
}
