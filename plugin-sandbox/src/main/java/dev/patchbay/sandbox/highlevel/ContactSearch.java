package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The search by text and filters, page by page: by number for the beginning, by searchAfter for all of it. */
final class ContactSearch {
    static final Shape SHAPE = Shape.of(
            Field.text("locationId").must(),
            Field.number("page"),
            Field.number("pageLimit").must(),
            Field.list("searchAfter"),
            Field.text("query"),
            Field.objects("filters", Shape.of()),
            Field.objects(
                    "sort",
                    Shape.of(
                            Field.text("field").must(),
                            Field.oneOf("direction", "asc", "desc").must())));

    private static final int LARGEST_PAGE = 500;
    private static final int REACH_OF_PAGES = 10_000;
    private static final int LONGEST_QUERY = 75;

    /** A contact with the values it is sorted by, the last of which is its id. */
    private record Row(ObjectNode contact, List<JsonNode> key) {}

    private record Order(String field, boolean descending) {}

    private final Location location;
    private final ObjectNode body;

    private ContactSearch(Location location, ObjectNode body) {
        this.location = location;
        this.body = body;
    }

    static ObjectNode of(Location location, String text) {
        return new ContactSearch(location, SHAPE.read(text)).answer();
    }

    private ObjectNode answer() {
        int limit = whole("pageLimit", 1, LARGEST_PAGE);
        List<Order> orders = orders();
        Comparator<List<JsonNode>> order = comparator(orders);
        List<Row> found = found(orders).stream()
                .sorted(Comparator.comparing(Row::key, order))
                .toList();
        List<Row> rest = found;
        if (body.path("searchAfter").isArray() && !body.get("searchAfter").isEmpty()) {
            if (body.hasNonNull("page")) {
                throw new Invalid("page and searchAfter cannot be used together");
            }
            List<JsonNode> after = body.get("searchAfter").valueStream().toList();
            if (after.size() != orders.size() + 1) {
                throw new Invalid("searchAfter must have " + (orders.size() + 1) + " values");
            }
            rest = found.stream()
                    .filter(row -> order.compare(row.key, after) > 0)
                    .toList();
        } else if (body.hasNonNull("page")) {
            int page = whole("page", 1, REACH_OF_PAGES);
            if ((long) page * limit > REACH_OF_PAGES) {
                throw new Invalid("page reaches the first " + REACH_OF_PAGES + " contacts only; use searchAfter");
            }
            rest = found.subList(Math.min(found.size(), (page - 1) * limit), found.size());
        }
        ObjectNode json = Json.object();
        json.set("contacts", Json.list(rest.subList(0, Math.min(limit, rest.size())), ContactSearch::shown));
        return json.put("total", found.size());
    }

    private List<Row> found(List<Order> orders) {
        JsonNode query = body.path("query");
        String text = query.isString() ? query.stringValue().strip() : "";
        if (text.length() > LONGEST_QUERY) {
            throw new Invalid("query must be " + LONGEST_QUERY + " characters or shorter");
        }
        ContactFilter filter = ContactFilter.all(body.path("filters"));
        List<Row> rows = new ArrayList<>();
        for (Contact contact : location.contacts.values()) {
            ObjectNode json = contact.toJson(location.id);
            if ((text.isEmpty() || contact.mentions(text)) && filter.admits(json)) {
                List<JsonNode> key = new ArrayList<>();
                orders.forEach(order -> key.add(sortValue(contact, json, order.field)));
                key.add(Json.text(contact.id));
                rows.add(new Row(json, key));
            }
        }
        return rows;
    }

    private static JsonNode sortValue(Contact contact, ObjectNode json, String field) {
        return switch (field) {
            case "dateAdded" -> json.numberNode(contact.dateAdded.toEpochMilli());
            case "dateUpdated" -> json.numberNode(contact.dateUpdated.toEpochMilli());
            default -> json.path(field).isString() ? json.get(field) : Json.text("");
        };
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        for (JsonNode sort : body.path("sort")) {
            String field = sort.get("field").stringValue();
            if (!ContactFilter.isField(field)) {
                throw new Invalid("sort." + orders.size() + ".field " + field + " cannot be sorted by");
            }
            orders.add(new Order(field, sort.get("direction").stringValue().equals("desc")));
        }
        if (orders.size() > 2) {
            throw new Invalid("sort must have two entries at most");
        }
        return orders.isEmpty() ? List.of(new Order("dateAdded", true)) : orders;
    }

    private static Comparator<List<JsonNode>> comparator(List<Order> orders) {
        return (left, right) -> {
            for (int i = 0; i < left.size(); i++) {
                int difference = compare(left.get(i), right.get(i));
                if (difference != 0) {
                    return i < orders.size() && orders.get(i).descending ? -difference : difference;
                }
            }
            return 0;
        };
    }

    private static int compare(JsonNode left, JsonNode right) {
        return left.isNumber() && right.isNumber()
                ? Long.compare(left.longValue(), right.longValue())
                : left.asString("").compareTo(right.asString(""));
    }

    private static ObjectNode shown(Row row) {
        ArrayNode after = row.contact.putArray("searchAfter");
        row.key.forEach(after::add);
        return row.contact;
    }

    private int whole(String field, int min, int max) {
        JsonNode value = body.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw new Invalid(field + " must be a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }
}
