package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The location itself, its team and its agency. */
final class LocationRoutes {
    private static final String EMAIL = "office@acme.example";
    private static final String PHONE = "+15035550100";
    private static final String TIMEZONE = "America/Los_Angeles";

    private final Location location;
    private final Places places;

    LocationRoutes(Location location, Places places) {
        this.location = location;
        this.places = places;
    }

    void addTo(Operations operations) {
        operations
                .group(Operations.JULY, Audience.EITHER)
                .add("GET", "/locations/search", 200, this::search)
                .add("GET", "/locations/{locationId}", this::one)
                .add("GET", "/users/{userId}", this::user);
        operations.group(Operations.JULY, Audience.LOCATION).add("GET", "/users/", this::users);
        operations.group(Operations.JULY, Audience.COMPANY).add("GET", "/companies/{companyId}", this::company);
    }

    /** An agency finds all of its locations, a location itself. */
    private ObjectNode search(Call call, Bearer bearer) {
        QueryReader query = call.query();
        String email = query.textOrNull("email");
        List<Places.Place> found = places.all().stream()
                .filter(place -> bearer.isCompany() || place.id().equals(location.id))
                .filter(place -> email == null || email.equalsIgnoreCase(EMAIL))
                .skip(Page.skip(query, "skip"))
                .limit(Page.limit(query, 10))
                .toList();
        ObjectNode json = Json.object();
        json.set("locations", Json.list(found, LocationRoutes::row));
        return json;
    }

    private ObjectNode one(Call call) {
        String id = call.path("locationId");
        Places.Place place = places.find(id);
        if (place == null) {
            throw Refusal.unknown("location", id);
        }
        ObjectNode details = row(place).put("companyId", location.companyId);
        details.set("business", place().put("name", place.name()).put("timezone", TIMEZONE));
        ObjectNode json = Json.object();
        json.set("location", details);
        return json;
    }

    private static ObjectNode row(Places.Place place) {
        ObjectNode json = place().put("id", place.id())
                .put("name", place.name())
                .put("email", EMAIL)
                .put("phone", PHONE)
                .put("timezone", TIMEZONE);
        json.putObject("settings")
                .put("allowDuplicateContact", false)
                .put("allowDuplicateOpportunity", false)
                .put("allowFacebookNameMerge", false)
                .put("disableContactTimezone", false);
        json.putObject("social");
        return json;
    }

    private static ObjectNode place() {
        return Json.object()
                .put("address", Location.ADDRESS)
                .put("city", Location.CITY)
                .put("state", "OR")
                .put("country", "US")
                .put("postalCode", "97204")
                .put("website", "https://acme.example");
    }

    private ObjectNode users(Call call) {
        call.query().text("locationId");
        ObjectNode json = Json.object();
        json.set("users", Json.list(location.users, user -> user.toJson(location.id)));
        return json;
    }

    private ObjectNode user(Call call) {
        String id = call.path("userId");
        return location.users.stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("user", id))
                .toJson(location.id);
    }

    private ObjectNode company(Call call) {
        ObjectNode json = Json.object();
        json.set(
                "company",
                place().put("id", location.companyId)
                        .put("name", "Acme Agency")
                        .put("email", EMAIL)
                        .put("phone", PHONE)
                        .put("timezone", TIMEZONE)
                        .put("currency", "USD")
                        .put("customerType", "agency")
                        .put("status", "active")
                        .put("locationCount", places.all().size()));
        return json;
    }
}
