package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** All messages with one contact, oldest first. */
final class Conversation {
    final String id;
    final Contact contact;
    final Instant dateAdded;
    final List<Message> messages = new ArrayList<>();
    int unreadCount;
    boolean starred;

    Conversation(String id, Contact contact, Instant dateAdded) {
        this.id = id;
        this.contact = contact;
        this.dateAdded = dateAdded;
    }

    @Nullable
    Message last() {
        return messages.isEmpty() ? null : messages.get(messages.size() - 1);
    }

    /** When something was said last, or else when it was opened. */
    Instant touched() {
        Message last = last();
        return last == null ? dateAdded : last.at();
    }

    /** A row of the inbox. */
    ObjectNode row(String locationId) {
        Message last = last();
        ObjectNode json = Json.object()
                .put("id", id)
                .put("locationId", locationId)
                .put("contactId", contact.id)
                .put("fullName", contact.name())
                .put("contactName", contact.name())
                .put("email", contact.text("email"))
                .put("phone", contact.text("phone"))
                .put("assignedTo", contact.text("assignedTo"))
                .put("type", (last == null ? Channel.SMS : last.channel()).conversationType)
                .put("lastMessageBody", last == null ? "" : last.body())
                .put("lastMessageType", last == null ? null : last.channel().messageType)
                .put("lastMessageDirection", last == null ? null : last.direction())
                .put("lastMessageDate", touched().toEpochMilli())
                .put("dateAdded", dateAdded.toEpochMilli())
                .put("dateUpdated", touched().toEpochMilli())
                .put("unreadCount", unreadCount)
                .put("starred", starred);
        json.putArray("sort").add(touched().toEpochMilli());
        return json;
    }

    ObjectNode details(String locationId) {
        Message last = last();
        return Json.object()
                .put("id", id)
                .put("locationId", locationId)
                .put("contactId", contact.id)
                .put("assignedTo", contact.text("assignedTo"))
                .put("type", last != null && last.channel() == Channel.EMAIL ? 2 : 1)
                .put("unreadCount", unreadCount)
                .put("starred", starred)
                .put("inbox", true)
                .put("deleted", false);
    }

    /** What a change answers. */
    ObjectNode changed(String locationId) {
        Message last = last();
        return Json.object()
                .put("id", id)
                .put("locationId", locationId)
                .put("contactId", contact.id)
                .put("assignedTo", contact.text("assignedTo"))
                .put("lastMessageBody", last == null ? "" : last.body())
                .put("lastMessageDate", String.valueOf(touched().toEpochMilli()))
                .put("lastMessageType", last == null ? null : last.channel().messageType)
                .put("unreadCount", unreadCount)
                .put("starred", starred)
                .put("inbox", true)
                .put("deleted", false);
    }
}
