package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person the location knows. Tags are the same whatever the case they are written in. */
final class Contact {
    /** The fields that are kept as they were sent. */
    static final List<String> PROFILE = List.of(
            "firstName",
            "lastName",
            "email",
            "phone",
            "companyName",
            "address1",
            "city",
            "state",
            "country",
            "postalCode",
            "website",
            "timezone",
            "source",
            "gender",
            "dateOfBirth",
            "assignedTo",
            "dndSettings",
            "inboundDndSettings");

    final String id;
    final Instant dateAdded;
    Instant dateUpdated;
    boolean dnd;
    private final ObjectNode profile = Json.object();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, JsonNode> customFields = new LinkedHashMap<>();

    Contact(String id, Instant dateAdded) {
        this.id = id;
        this.dateAdded = dateAdded;
        this.dateUpdated = dateAdded;
    }

    /** A field of the profile, or {@code null}. */
    @Nullable
    String text(String field) {
        JsonNode value = profile.get(field);
        return value == null || !value.isString() ? null : value.stringValue();
    }

    String name() {
        return Stream.of("firstName", "lastName")
                .map(this::text)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** Takes over the fields that the body has; null empties one. Tags are replaced, custom fields added. */
    void change(ObjectNode body, Instant now) {
        if (body.path("name").isString() && !body.has("firstName") && !body.has("lastName")) {
            String[] parts = body.get("name").stringValue().strip().split("\\s+", 2);
            profile.put("firstName", parts[0]).put("lastName", parts.length > 1 ? parts[1] : "");
        }
        for (String field : PROFILE) {
            JsonNode value = body.get(field);
            if (value != null && value.isNull()) {
                profile.remove(field);
            } else if (value != null) {
                profile.set(field, value);
            }
        }
        if (body.path("dnd").isBoolean()) {
            dnd = body.get("dnd").booleanValue();
        }
        if (body.path("tags").isArray()) {
            tags.clear();
            addTags(texts(body.get("tags")));
        }
        for (JsonNode field : body.path("customFields")) {
            String key = field.path(field.has("id") ? "id" : "key").asString("");
            customFields.put(key, field.path(field.has("field_value") ? "field_value" : "value"));
        }
        dateUpdated = now;
    }

    List<String> tags() {
        return List.copyOf(tags.values());
    }

    /** Adds the tags that are not there yet, and answers them. */
    List<String> addTags(Collection<String> more) {
        List<String> added = new ArrayList<>();
        for (String tag : more) {
            if (tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag) == null) {
                added.add(tag);
            }
        }
        return added;
    }

    /** Takes the tags away that are there, and answers them. */
    List<String> removeTags(Collection<String> gone) {
        List<String> removed = new ArrayList<>();
        for (String tag : gone) {
            String written = tags.remove(tag.toLowerCase(Locale.ROOT));
            if (written != null) {
                removed.add(written);
            }
        }
        return removed;
    }

    boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(name(), text("email"), text("phone"), text("companyName"))
                .anyMatch(
                        value -> value != null && value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    ObjectNode toJson(String locationId) {
        ObjectNode json = Json.object().put("id", id).put("locationId", locationId);
        json.put("name", name()).put("contactName", name()).put("type", "lead");
        for (String field : PROFILE) {
            JsonNode value = profile.get(field);
            if (value != null) {
                json.set(field, value);
            } else if (!field.endsWith("Settings") && !field.equals("gender")) {
                json.putNull(field);
            }
        }
        json.put("emailLowerCase", lower(text("email")))
                .put("firstNameLowerCase", lower(text("firstName")))
                .put("lastNameLowerCase", lower(text("lastName")))
                .put("fullNameLowerCase", lower(name()))
                .put("dnd", dnd)
                .put("dateAdded", VendorTime.text(dateAdded))
                .put("dateUpdated", VendorTime.text(dateUpdated));
        json.set("tags", Json.texts(tags.values()));
        var fields = json.putArray("customFields");
        customFields.forEach((id, value) -> fields.addObject().put("id", id).set("value", value));
        return json;
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
