package dev.patchbay.sandbox.highlevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A condition on a contact as it is answered. Texts are compared whatever their case. */
@FunctionalInterface
interface ContactFilter {
    /** The fields, beside customFields.{id}, that can be filtered and sorted by. */
    Set<String> FIELDS = Set.of(
            "id",
            "firstNameLowerCase",
            "lastNameLowerCase",
            "fullNameLowerCase",
            "firstName",
            "lastName",
            "name",
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
            "type",
            "tags",
            "assignedTo",
            "dnd",
            "dateOfBirth",
            "dateAdded",
            "dateUpdated");

    boolean admits(ObjectNode contact);

    /** All of these, which are conditions on a field or groups of others. */
    static ContactFilter all(JsonNode filters) {
        List<ContactFilter> parts = parts(filters, "filters");
        return contact -> parts.stream().allMatch(part -> part.admits(contact));
    }

    static boolean isField(String field) {
        return FIELDS.contains(field) || field.startsWith("customFields.");
    }

    private static List<ContactFilter> parts(JsonNode filters, String place) {
        List<ContactFilter> parts = new ArrayList<>();
        for (JsonNode filter : filters) {
            parts.add(one(filter, place + "." + parts.size()));
        }
        return parts;
    }

    private static ContactFilter one(JsonNode filter, String place) {
        if (filter.has("group")) {
            List<ContactFilter> parts = parts(filter.path("filters"), place + ".filters");
            return switch (filter.path("group").asString("")) {
                case "AND" -> contact -> parts.stream().allMatch(part -> part.admits(contact));
                case "OR" -> contact -> parts.stream().anyMatch(part -> part.admits(contact));
                default -> throw new Invalid(place + ".group must be one of the following values: AND, OR");
            };
        }
        String field = filter.path("field").asString("");
        if (!isField(field)) {
            throw new Invalid(place + ".field " + (field.isEmpty() ? "is required" : field + " cannot be filtered by"));
        }
        String operator = filter.path("operator").asString("");
        JsonNode value = filter.path("value");
        boolean bare = operator.endsWith("exists");
        if (!bare && (value.isMissingNode() || value.isNull())) {
            throw new Invalid(place + ".value is required");
        }
        return switch (operator) {
            case "eq" ->
                contact -> values(contact, field).anyMatch(has -> wanted(value).anyMatch(has::equals));
            case "not_eq" ->
                contact -> values(contact, field).noneMatch(has -> wanted(value).anyMatch(has::equals));
            case "contains" ->
                contact -> values(contact, field).anyMatch(has -> wanted(value).anyMatch(has::contains));
            case "not_contains" ->
                contact -> values(contact, field).noneMatch(has -> wanted(value).anyMatch(has::contains));
            case "exists" -> contact -> values(contact, field).findAny().isPresent();
            case "not_exists" -> contact -> values(contact, field).findAny().isEmpty();
            case "range" -> contact -> values(contact, field).anyMatch(has -> within(has, value));
            default ->
                throw new Invalid(place + ".operator must be one of the following values: eq, not_eq, contains,"
                        + " not_contains, exists, not_exists, range");
        };
    }

    private static Stream<String> wanted(JsonNode value) {
        return value.isArray() ? value.valueStream().map(ContactFilter::plain) : Stream.of(plain(value));
    }

    private static Stream<String> values(ObjectNode contact, String field) {
        JsonNode value =
                field.startsWith("customFields.") ? customField(contact, field.substring(13)) : contact.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Stream.empty();
        }
        return wanted(value).filter(text -> !text.isEmpty());
    }

    private static JsonNode customField(ObjectNode contact, String id) {
        for (JsonNode field : contact.path("customFields")) {
            if (field.path("id").asString("").equals(id)) {
                return field.path("value");
            }
        }
        return contact.path("no such field");
    }

    private static boolean within(String has, JsonNode range) {
        return (!range.has("gte") || has.compareTo(plain(range.get("gte"))) >= 0)
                && (!range.has("gt") || has.compareTo(plain(range.get("gt"))) > 0)
                && (!range.has("lte") || has.compareTo(plain(range.get("lte"))) <= 0)
                && (!range.has("lt") || has.compareTo(plain(range.get("lt"))) < 0);
    }

    private static String plain(JsonNode value) {
        return value.isContainer() ? "" : value.asString("").toLowerCase(Locale.ROOT);
    }
}
