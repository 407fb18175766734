package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The inbox: which conversations there are, which wait for an answer. */
final class ConversationRoutes {
    static final Shape CREATE =
            Shape.of(Field.text("locationId").must(), Field.text("contactId").must());
    static final Shape UPDATE = Shape.of(
            Field.text("locationId").must(),
            Field.number("unreadCount"),
            Field.flag("starred"),
            Field.object("feedback"));

    private static final Duration RECENT = Duration.ofDays(7);
    private static final Comparator<Conversation> OLDEST_FIRST =
            Comparator.comparing(Conversation::touched).thenComparing(conversation -> conversation.id);

    private final Location location;

    ConversationRoutes(Location location) {
        this.location = location;
    }

    void addTo(Operations operations) {
        String one = "/conversations/{conversationId}";
        operations
                .group(Operations.APRIL, Audience.LOCATION)
                .add("GET", "/conversations/search", this::search)
                .add("POST", "/conversations/", 201, this::create)
                .add("GET", one, call -> conversation(call).details(location.id))
                .add("PUT", one, this::change)
                .add("DELETE", one, this::delete);
    }

    private ObjectNode search(Call call) {
        QueryReader query = call.query();
        query.text("locationId");
        int limit = Page.limit(query, 20);
        for (String unserved : List.of("sortScoreProfile", "scoreProfile", "scoreProfileMin", "scoreProfileMax")) {
            if (query.textOrNull(unserved) != null) {
                throw new Refusal(400, "The sandbox has no score profiles");
            }
        }
        boolean ascending = "asc".equals(oneOf(query, "sort", "asc", "desc"));
        Predicate<Conversation> wanted = wanted(query);
        List<Conversation> found = location.conversations.values().stream()
                .filter(wanted)
                .sorted(ascending ? OLDEST_FIRST : OLDEST_FIRST.reversed())
                .toList();
        Instant after = startAfter(query);
        List<Conversation> page = found.stream()
                .filter(conversation -> after == null
                        || (ascending
                                ? conversation.touched().isAfter(after)
                                : conversation.touched().isBefore(after)))
                .limit(limit)
                .toList();
        ObjectNode json = Json.object();
        json.set("conversations", Json.list(page, conversation -> conversation.row(location.id)));
        return json.put("total", found.size());
    }

    private Predicate<Conversation> wanted(QueryReader query) {
        Predicate<Conversation> status = status(oneOf(query, "status", "all", "read", "unread", "starred", "recents"));
        String contactId = query.textOrNull("contactId");
        String id = query.textOrNull("id");
        String text = query.textOrNull("query");
        String messageType = query.textOrNull("lastMessageType");
        String direction = oneOf(query, "lastMessageDirection", "inbound", "outbound");
        String action = oneOf(query, "lastMessageAction", "automated", "manual");
        String assignedTo = query.textOrNull("assignedTo");
        boolean watched = query.textOrNull("followers") != null || query.textOrNull("mentions") != null;
        Instant from = millis(query, "startDate");
        Instant until = millis(query, "endDate");
        // Nobody follows or is mentioned in any conversation here, and all messages are written by people.
        return status.and(c -> !watched && !"automated".equals(action))
                .and(c -> contactId == null || c.contact.id.equals(contactId))
                .and(c -> id == null || c.id.equals(id))
                .and(c -> text == null || c.contact.mentions(text) || says(c, text))
                .and(c -> messageType == null
                        || last(c, message -> message.channel().messageType.equals(messageType)))
                .and(c -> direction == null
                        || last(c, message -> message.direction().equals(direction)))
                .and(c -> assignedTo == null || isAssigned(c.contact, assignedTo))
                .and(c -> from == null || !c.dateAdded.isBefore(from))
                .and(c -> until == null || !c.dateAdded.isAfter(until));
    }

    private Predicate<Conversation> status(@Nullable String status) {
        Instant recent = location.tick().minus(RECENT);
        return switch (status == null ? "all" : status) {
            case "read" -> c -> c.unreadCount == 0;
            case "unread" -> c -> c.unreadCount > 0;
            case "starred" -> c -> c.starred;
            case "recents" -> c -> c.touched().isAfter(recent);
            default -> c -> true;
        };
    }

    private ObjectNode create(Call call) {
        Contact contact = location.contact(
                CREATE.read(call.request().text()).get("contactId").stringValue());
        location.conversationWith(contact).ifPresent(known -> {
            throw new Refusal(400, "There is a conversation with this contact already: " + known.id);
        });
        Conversation conversation = open(location, contact);
        String at = VendorTime.text(conversation.dateAdded);
        ObjectNode json = Json.object().put("success", true);
        json.putObject("conversation")
                .put("id", conversation.id)
                .put("contactId", contact.id)
                .put("locationId", location.id)
                .put("dateAdded", at)
                .put("dateUpdated", at)
                .put("lastMessageDate", at)
                .put("deleted", false);
        return json;
    }

    /** Adds an empty conversation with a contact. */
    static Conversation open(Location location, Contact contact) {
        Conversation conversation = new Conversation(location.nextId(), contact, location.tick());
        location.conversations.put(conversation.id, conversation);
        return conversation;
    }

    private ObjectNode change(Call call) {
        Conversation conversation = conversation(call);
        ObjectNode body = UPDATE.read(call.request().text());
        if (body.hasNonNull("unreadCount")) {
            if (!body.get("unreadCount").canConvertToInt()
                    || body.get("unreadCount").intValue() < 0) {
                throw new Invalid("unreadCount must not be less than 0");
            }
            conversation.unreadCount = body.get("unreadCount").intValue();
        }
        if (body.hasNonNull("starred")) {
            conversation.starred = body.get("starred").booleanValue();
        }
        ObjectNode json = Json.object().put("success", true);
        json.set("conversation", conversation.changed(location.id));
        return json;
    }

    private ObjectNode delete(Call call) {
        location.conversations.remove(conversation(call).id);
        return Json.object().put("success", true);
    }

    private Conversation conversation(Call call) {
        return location.conversation(call.path("conversationId"));
    }

    private static boolean says(Conversation conversation, String text) {
        return last(
                conversation,
                message -> message.body().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean last(Conversation conversation, Predicate<Message> wanted) {
        Message last = conversation.last();
        return last != null && wanted.test(last);
    }

    private static boolean isAssigned(Contact contact, String userIds) {
        String owner = contact.text("assignedTo");
        return Stream.of(userIds.split(",")).anyMatch(id -> id.equals(owner == null ? "unassigned" : owner));
    }

    /** The sort value of the last row of the page before; of a list of values the first counts. */
    private static @Nullable Instant startAfter(QueryReader query) {
        String text = query.textOrNull("startAfterDate");
        return text == null
                ? null
                : instant("startAfterDate", text.replaceAll("[\\[\\]\" ]", "").split(",", 2)[0]);
    }

    private static @Nullable Instant millis(QueryReader query, String name) {
        String text = query.textOrNull(name);
        return text == null ? null : instant(name, text);
    }

    private static Instant instant(String name, String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            throw new Invalid(name + " must be a number");
        }
    }

    private static @Nullable String oneOf(QueryReader query, String name, String... options) {
        String value = query.textOrNull(name);
        if (value != null && !List.of(options).contains(value)) {
            throw new Invalid(name + " must be one of the following values: " + String.join(", ", options));
        }
        return value;
    }
}
