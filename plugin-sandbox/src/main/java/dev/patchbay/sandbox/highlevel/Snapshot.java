package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** The whole location as one JSON, for checks from outside. */
final class Snapshot {
    private final Location location;

    Snapshot(Location location) {
        this.location = location;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("locationId", location.id).put("companyId", location.companyId);
        json.set("contacts", Json.list(location.contacts.values(), contact -> contact.toJson(location.id)));
        json.set("conversations", Json.list(location.conversations.values(), this::conversation));
        json.set("invoices", Json.list(location.invoices.values(), this::invoice));
        return json;
    }

    private ObjectNode conversation(Conversation conversation) {
        ObjectNode json = conversation.details(location.id);
        json.set("messages", Json.list(conversation.messages, message -> message.toJson(conversation, location.id)));
        return json;
    }

    private ObjectNode invoice(Invoice invoice) {
        ObjectNode json = invoice.toJson(location.id);
        json.set("payments", Json.list(invoice.payments, Invoice.Payment::toJson));
        return json;
    }
}
