package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message.
 *
 * @param emailId what it is known by as an e-mail; {@code null} for every other channel
 * @param inbound whether the contact wrote it
 * @param address of the contact, where it came from or went to
 */
record Message(
        String id,
        @Nullable String emailId,
        Channel channel,
        Instant at,
        boolean inbound,
        String body,
        @Nullable String subject,
        String status,
        String source,
        @Nullable String address,
        List<String> attachments) {

    static final String SENDER = "office@acme.example";

    ObjectNode toJson(Conversation conversation, String locationId) {
        ObjectNode json = common(conversation, locationId)
                .put("id", id)
                .put("type", channel.number)
                .put("messageType", channel.messageType);
        if (emailId != null) {
            json.putObject("meta")
                    .putObject("email")
                    .put("subject", subject)
                    .putArray("messageIds")
                    .add(emailId);
        }
        return json;
    }

    /** As an e-mail. */
    ObjectNode toEmail(Conversation conversation, String locationId) {
        ObjectNode json = common(conversation, locationId)
                .put("id", emailId)
                .put("altId", id)
                .put("threadId", conversation.messages.get(0).id())
                .put("subject", subject)
                .put("from", inbound ? address : SENDER);
        json.putArray("to").add(inbound ? SENDER : address);
        json.putArray("cc");
        json.putArray("bcc");
        return json;
    }

    private ObjectNode common(Conversation conversation, String locationId) {
        ObjectNode json = Json.object()
                .put("locationId", locationId)
                .put("contactId", conversation.contact.id)
                .put("conversationId", conversation.id)
                .put("dateAdded", VendorTime.text(at))
                .put("body", body)
                .put("direction", direction())
                .put("status", status)
                .put("contentType", channel == Channel.EMAIL ? "text/html" : "text/plain")
                .put("source", source);
        json.set("attachments", Json.texts(attachments));
        return json;
    }

    String direction() {
        return inbound ? "inbound" : "outbound";
    }
}
