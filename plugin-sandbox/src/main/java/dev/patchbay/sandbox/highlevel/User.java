package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A member of the location's team. */
record User(String id, String firstName, String lastName, String role) {
    ObjectNode toJson(String locationId) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("name", firstName + " " + lastName)
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("email", (firstName + "." + lastName).toLowerCase(Locale.ROOT) + "@acme.example")
                .put("phone", "+15035550100")
                .put("extension", "");
        json.putObject("roles")
                .put("type", "account")
                .put("role", role)
                .put("restrictSubAccount", false)
                .putArray("locationIds")
                .add(locationId);
        return json;
    }
}
