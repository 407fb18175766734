package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.ApiRequest;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations of the API, each with the checks that come before it: a valid token of the right kind, something left of
 * the budget, the one Version the operation has, and the location and agency that the token belongs to.
 */
final class Operations {
    static final String JULY = "2021-07-28";
    static final String APRIL = "2021-04-15";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Answers what an operation's success looks like. */
    @FunctionalInterface
    interface Handler {
        ObjectNode answer(Call call);
    }

    /** As {@link Handler}, for the operations that need to know who asks. */
    @FunctionalInterface
    interface BearerHandler {
        ObjectNode answer(Call call, Bearer bearer);
    }

    /** What an operation is, for comparison with the vendor's description. */
    record Described(
            String method, String template, @Nullable String version, int status) {}

    private final RouteTable routes = new RouteTable();
    private final List<Described> described = new ArrayList<>();
    private final Installation installation;
    private final Places places;
    private final Gate gate;

    /** Turns a request's token into its bearer and takes the request off the budget; refuses with 401 or 429. */
    @FunctionalInterface
    interface Gate {
        Bearer pass(@Nullable String authorization);
    }

    Operations(Installation installation, Places places, Gate gate) {
        this.installation = installation;
        this.places = places;
        this.gate = gate;
    }

    /** Operations of one Version, or of none, which take tokens of one kind. */
    Group group(@Nullable String version, Audience audience) {
        return new Group(version, audience);
    }

    /** A route outside these checks; the API's description may know it or not. */
    Operations open(String method, String template, RouteTable.Handler handler) {
        routes.add(method, template, handler);
        described.add(new Described(method, template, null, 200));
        return this;
    }

    RouteTable routes() {
        return routes;
    }

    List<Described> described() {
        return List.copyOf(described);
    }

    /** Adds operations that have their Version and audience in common. */
    final class Group {
        private final @Nullable String version;
        private final Audience audience;

        private Group(@Nullable String version, Audience audience) {
            this.version = version;
            this.audience = audience;
        }

        Group add(String method, String template, Handler handler) {
            return add(method, template, 200, (call, bearer) -> handler.answer(call));
        }

        /** @param status of the answer when all is well */
        Group add(String method, String template, int status, Handler handler) {
            return add(method, template, status, (call, bearer) -> handler.answer(call));
        }

        /** @param status of the answer when all is well */
        Group add(String method, String template, int status, BearerHandler handler) {
            described.add(new Described(method, template, version, status));
            routes.add(method, template, call -> {
                Bearer bearer = gate.pass(call.request().header("authorization"));
                if (!audience.admits(bearer)) {
                    throw new Refusal(
                            401,
                            "This operation does not take the token of "
                                    + (bearer.isCompany() ? "an agency" : "a location"));
                }
                checkVersion(call.request());
                checkScope(call, bearer);
                return ApiAnswer.json(status, handler.answer(call, bearer));
            });
            return this;
        }

        private void checkVersion(ApiRequest request) {
            if (version != null && !version.equals(request.header("version"))) {
                throw new Invalid("the header Version must be " + version);
            }
        }
    }

    private void checkScope(Call call, Bearer bearer) {
        ApiRequest request = call.request();
        JsonNode body = body(request);
        boolean elsewhere = Stream.of("locationId", "location_id", "altId")
                        .flatMap(name -> named(call, body, name))
                        .anyMatch(id -> bearer.isCompany() ? places.find(id) == null : !id.equals(bearer.locationId()))
                || named(call, body, "companyId").anyMatch(id -> !id.equals(installation.companyId()));
        if (elsewhere) {
            throw new Refusal(403, "The token does not have access to this location.");
        }
    }

    private static Stream<String> named(Call call, JsonNode body, String name) {
        JsonNode inBody = body.path(name);
        return Stream.of(
                        call.pathParameters().get(name),
                        call.request().query().get(name),
                        inBody.isString() ? inBody.stringValue() : null)
                .filter(Objects::nonNull)
                .filter(id -> !id.isBlank());
    }

    /** What is no JSON is complained of by the operation that reads it, if any does. */
    private static JsonNode body(ApiRequest request) {
        try {
            return MAPPER.readTree(request.text().isBlank() ? "{}" : request.text());
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }
}
