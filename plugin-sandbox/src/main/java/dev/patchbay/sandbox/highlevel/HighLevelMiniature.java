package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.ApiRequest;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Miniature;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** HighLevel in memory: an agency with its locations, an OAuth server, one lock around all of it. */
final class HighLevelMiniature implements Miniature {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<Integer, String> ERRORS = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            422, "Unprocessable Entity",
            429, "Too Many Requests");

    private final Installation installation;
    private final Limits configured;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Limits limits;
    private World world;

    HighLevelMiniature(Installation installation, Limits configured, InstantSource clock) {
        this.installation = installation;
        this.configured = configured;
        this.clock = clock;
        this.limits = configured;
        this.world = new World();
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        lock.lock();
        try {
            return world.answer(request);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            limits = configured;
            world = new World();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JsonNode state() {
        lock.lock();
        try {
            ObjectNode json = world.snapshot();
            json.set("oauth", world.office.toJson());
            json.set("limits", limits.toJson());
            return json;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addControls(RouteTable controls) {
        controls.add(
                        "POST",
                        "/expire-tokens",
                        call -> ApiAnswer.json(Json.object().put("expired", expireTokens())))
                .add("POST", "/revoke", call -> ApiAnswer.json(Json.object().put("revoked", revokeTokens())))
                .add(
                        "POST",
                        "/uninstall",
                        call -> ApiAnswer.json(Json.object()
                                .put("uninstalled", uninstall(call.body().text("locationId")))))
                .add("GET", "/limits", call -> ApiAnswer.json(limits(call, false)))
                .add("PUT", "/limits", call -> ApiAnswer.json(limits(call, true)));
    }

    @Override
    public String redact(String text) {
        String masked = TokenOffice.ISSUED.matcher(text).replaceAll("***");
        for (String secret : new String[] {installation.integrationToken(), installation.clientSecret()}) {
            masked = masked.replace(secret, "***").replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
        }
        return masked;
    }

    /** The operations on a location; package-private so that a check can ask what is served. */
    static Operations operations(
            Installation installation, Places places, Location location, Operations.Gate gate, OAuthRoutes oauth) {
        Operations operations = new Operations(installation, places, gate);
        oauth.addTo(operations);
        new LocationRoutes(location, places).addTo(operations);
        new ContactRoutes(location).addTo(operations);
        new ConversationRoutes(location).addTo(operations);
        new MessageRoutes(location).addTo(operations);
        new InvoiceRoutes(location).addTo(operations);
        new InvoiceDeeds(location).addTo(operations);
        return operations;
    }

    private int expireTokens() {
        lock.lock();
        try {
            return world.office.expireAll();
        } finally {
            lock.unlock();
        }
    }

    private int revokeTokens() {
        lock.lock();
        try {
            return world.office.revokeAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean uninstall(String locationId) {
        lock.lock();
        try {
            world.office.forget(locationId);
            return world.places.uninstall(locationId);
        } finally {
            lock.unlock();
        }
    }

    private ObjectNode limits(RouteTable.Call call, boolean change) {
        lock.lock();
        try {
            limits = change ? limits.changed(call.body()) : limits;
            return limits.toJson();
        } finally {
            lock.unlock();
        }
    }

    /** All that a fresh start replaces. */
    private final class World {
        private final Places places = new Places(installation);
        private final TokenOffice office = new TokenOffice(installation.integrationToken(), places, clock);
        private final Map<String, Room> rooms = new LinkedHashMap<>();
        private final Budget companyBudget = new Budget();
        private final OAuthRoutes oauth = new OAuthRoutes(installation, office, () -> limits, places, clock.instant());
        private Budget charged = companyBudget;

        private World() {
            room(places.first().id());
        }

        /** A location, its budget, and the operations on it. */
        private record Room(Location location, Budget budget, RouteTable routes) {}

        /** Planted when it is first asked for. */
        private Room room(String id) {
            return rooms.computeIfAbsent(id, key -> {
                Places.Place place = Objects.requireNonNull(places.find(key));
                Seed seed = new Seed(place, installation.companyId(), clock);
                Location location = place.equals(places.first()) ? seed.plant() : seed.plantSmall();
                RouteTable routes = operations(installation, places, location, this::pass, oauth)
                        .routes();
                return new Room(location, new Budget(), routes);
            });
        }

        /** The first location, and under {@code others} those that were asked for. */
        private ObjectNode snapshot() {
            String first = places.first().id();
            ObjectNode json = new Snapshot(room(first).location()).toJson();
            ObjectNode others = json.putObject("others");
            rooms.forEach((id, room) -> {
                if (!id.equals(first)) {
                    others.set(id, new Snapshot(room.location()).toJson());
                }
            });
            return json;
        }

        private ApiAnswer answer(ApiRequest request) {
            Room room = room(office.locationOf(request.header("authorization")));
            charged = room.budget();
            ApiAnswer answer = traced(unstamped(request, room.routes()));
            return charged.stamp(answer, limits, clock.instant());
        }

        private ApiAnswer unstamped(ApiRequest request, RouteTable routes) {
            try {
                RouteTable.Match match = routes.find(request.method(), request.path());
                return match.handler().answer(new RouteTable.Call(request, match.pathParameters()));
            } catch (Invalid invalid) {
                return invalid(invalid);
            } catch (Refusal refusal) {
                return refusal.field() == null ? refused(refusal) : invalid(new Invalid(refusal.getMessage()));
            }
        }

        private Bearer pass(@Nullable String authorization) {
            Bearer bearer = office.admit(authorization);
            String at = bearer.locationId();
            charged = at == null ? companyBudget : room(at).budget();
            charged.spend(limits, clock.instant());
            return bearer;
        }
    }

    private static ApiAnswer invalid(Invalid invalid) {
        ObjectNode json = Json.object().put("statusCode", 422);
        json.set("message", Json.texts(invalid.complaints()));
        return ApiAnswer.json(422, json.put("error", ERRORS.get(422)));
    }

    private static ApiAnswer refused(Refusal refusal) {
        return ApiAnswer.json(
                refusal.status(),
                Json.object()
                        .put("statusCode", refusal.status())
                        .put("message", refusal.getMessage())
                        .put("error", ERRORS.getOrDefault(refusal.status(), "Error")));
    }

    /** The answer with an id of its own, where it is a JSON object. */
    private static ApiAnswer traced(ApiAnswer answer) {
        String type = answer.contentType();
        if (type == null || !type.startsWith("application/json")) {
            return answer;
        }
        ObjectNode json = (ObjectNode) MAPPER.readTree(answer.body());
        json.put("traceId", UUID.randomUUID().toString());
        return new ApiAnswer(
                answer.status(),
                answer.headers(),
                type,
                MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
    }
}
