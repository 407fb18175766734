package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Contacts: their list, their fields, their tags. */
final class ContactRoutes {
    static final Shape UPDATE = Shape.of(
            Field.text("firstName"),
            Field.text("lastName"),
            Field.text("name"),
            Field.text("email"),
            Field.text("phone"),
            Field.text("address1"),
            Field.text("city"),
            Field.text("state"),
            Field.text("postalCode"),
            Field.text("website"),
            Field.text("timezone"),
            Field.flag("dnd"),
            Field.object("dndSettings"),
            Field.object("inboundDndSettings"),
            Field.texts("tags"),
            Field.objects("customFields", Shape.of(Field.text("id"), Field.text("key"))),
            Field.text("source"),
            Field.anything("dateOfBirth"),
            Field.text("country"),
            Field.text("assignedTo"));

    static final Shape CREATE =
            UPDATE.and(Field.text("locationId").must(), Field.text("gender"), Field.text("companyName"));

    static final Shape UPSERT = CREATE.and(Field.flag("createNewIfDuplicateAllowed"));
    static final Shape TAGS = Shape.of(Field.texts("tags").must());

    private static final Comparator<Contact> NEWEST_FIRST = Comparator.comparing((Contact contact) -> contact.dateAdded)
            .thenComparing(contact -> contact.id)
            .reversed();

    private final Location location;

    ContactRoutes(Location location) {
        this.location = location;
    }

    void addTo(Operations operations) {
        String one = "/contacts/{contactId}";
        operations
                .group(Operations.JULY, Audience.LOCATION)
                .add("GET", "/contacts/", this::list)
                .add("POST", "/contacts/", 201, this::create)
                .add("POST", "/contacts/upsert", this::upsert)
                .add(
                        "POST",
                        "/contacts/search",
                        call -> ContactSearch.of(location, call.request().text()))
                .add("GET", one, call -> wrapped(contact(call)))
                .add("PUT", one, this::change)
                .add("DELETE", one, this::delete)
                .add("POST", one + "/tags", 201, call -> tag(call, true))
                .add("DELETE", one + "/tags", call -> tag(call, false));
    }

    private ObjectNode list(Call call) {
        QueryReader query = call.query();
        query.text("locationId");
        int limit = Page.limit(query, 20);
        String text = query.textOrNull("query");
        List<Contact> found = location.contacts.values().stream()
                .filter(contact -> text == null || contact.mentions(text))
                .sorted(NEWEST_FIRST)
                .toList();
        int from = from(found, query);
        int to = Math.min(found.size(), from + limit);
        ObjectNode json = Json.object();
        json.set("contacts", Json.list(found.subList(from, to), contact -> contact.toJson(location.id)));
        json.put("count", found.size());
        boolean more = to < found.size();
        Contact last = more ? found.get(to - 1) : null;
        json.putObject("meta")
                .put("total", found.size())
                .put("currentPage", from / limit + 1)
                .put("nextPage", more ? (Integer) (from / limit + 2) : null)
                .put("startAfter", last == null ? null : (Long) last.dateAdded.toEpochMilli())
                .put("startAfterId", last == null ? null : last.id);
        return json;
    }

    /** How many contacts come before the page; they are as new as startAfter or newer. */
    private static int from(List<Contact> found, QueryReader query) {
        String startAfter = query.textOrNull("startAfter");
        if (startAfter == null) {
            return 0;
        }
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(startAfter));
            String id = query.textOrNull("startAfterId");
            return (int) found.stream()
                    .filter(contact -> contact.dateAdded.isAfter(at)
                            || contact.dateAdded.equals(at) && (id == null || contact.id.compareTo(id) >= 0))
                    .count();
        } catch (NumberFormatException e) {
            throw new Invalid("startAfter must be a number");
        }
    }

    private ObjectNode create(Call call) {
        ObjectNode body = CREATE.read(call.request().text());
        refuseDuplicate(namesakes(body));
        return wrapped(add(body));
    }

    private ObjectNode upsert(Call call) {
        ObjectNode body = UPSERT.read(call.request().text());
        Optional<Contact> known = namesakes(body).findFirst();
        known.ifPresent(contact -> contact.change(body, location.tick()));
        return wrapped(known.orElseGet(() -> add(body))).put("new", known.isEmpty());
    }

    private Contact add(ObjectNode body) {
        Contact contact = new Contact(location.nextId(), location.tick());
        contact.change(body, contact.dateAdded);
        location.contacts.put(contact.id, contact);
        return contact;
    }

    private ObjectNode change(Call call) {
        Contact contact = contact(call);
        ObjectNode body = UPDATE.read(call.request().text());
        refuseDuplicate(namesakes(body).filter(other -> other != contact));
        contact.change(body, location.tick());
        return wrapped(contact).put("succeded", true);
    }

    private ObjectNode delete(Call call) {
        Contact contact = contact(call);
        location.contacts.remove(contact.id);
        location.conversations.values().removeIf(conversation -> conversation.contact == contact);
        return Json.object().put("succeded", true);
    }

    private ObjectNode tag(Call call, boolean add) {
        Contact contact = contact(call);
        List<String> tags = Contact.texts(TAGS.read(call.request().text()).get("tags"));
        if (tags.isEmpty() || tags.stream().anyMatch(String::isBlank)) {
            throw new Invalid("tags should not be empty");
        }
        List<String> changed = add ? contact.addTags(tags) : contact.removeTags(tags);
        contact.dateUpdated = location.tick();
        ObjectNode json = Json.object();
        json.set("tags", Json.texts(contact.tags()));
        json.set(add ? "tagsAdded" : "tagsRemoved", Json.texts(changed));
        return json;
    }

    private static void refuseDuplicate(Stream<Contact> namesakes) {
        namesakes.findFirst().ifPresent(contact -> {
            throw new Refusal(400, "This location does not allow duplicate contacts; there is " + contact.id);
        });
    }

    private Stream<Contact> namesakes(ObjectNode body) {
        return location.namesakes(text(body.get("email")), text(body.get("phone")));
    }

    private Contact contact(Call call) {
        return location.contact(call.path("contactId"));
    }

    private ObjectNode wrapped(Contact contact) {
        ObjectNode json = Json.object();
        json.set("contact", contact.toJson(location.id));
        return json;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isString() || node.stringValue().isBlank() ? null : node.stringValue();
    }
}
