package dev.patchbay.oauth;

import dev.patchbay.api.Account;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A vendor whose accounts are places, with a key or a login in the browser, or chains of places. */
final class Relay implements ToolProvider {
    static final String BASE_URL = "https://api.relay.example";

    @Override
    public Integration integration() {
        return new Integration(
                "relay",
                "Relay",
                "Places.",
                BASE_URL,
                List.of(
                        new Field("placeId", "Place", "Settings.", false, false, "[a-z0-9]+", null),
                        new Field("chainId", "Chain", "Settings.", false, false, "[a-z0-9]+", null),
                        new Field("note", "Note", "Anything.", false, false, null, null)),
                List.of(
                        new AuthMethod("key", "header-key", "Key", Map.of("header", "X-Key")),
                        new AuthMethod("login", "relay-login", "Login", Map.of("tokenUrl", BASE_URL + "/token")),
                        new AuthMethod(
                                "chain",
                                "relay-login",
                                "Login of a chain",
                                Map.of("tokenUrl", BASE_URL + "/token", "chain", true))));
    }

    @Override
    public List<Tool> tools(Account account) {
        return List.of(ME, PLACES);
    }

    private static final Tool ME = tool("relay_me_get", "me", "get", "POST /me", Effect.WRITES);
    private static final Tool PLACES = tool("list_all_relay_places", "places", "list", "GET /places", Effect.READS);

    private static Tool tool(String name, String resource, String method, String operation, Effect effect) {
        return new Tool(
                name,
                "Me",
                "Who it is.",
                resource,
                method,
                Set.of(),
                effect,
                false,
                false,
                Map.of("type", "object"),
                null,
                operation,
                null);
    }

    @Override
    public ToolResult call(ToolCall call, VendorClient vendor) {
        if (!call.tool().equals(PLACES)) {
            return ToolResult.of(vendor.send(VendorRequest.get("/me")).body());
        }
        int from = Integer.parseInt(String.valueOf(call.arguments().getOrDefault("next_cursor", "0")));
        int limit = (Integer) call.arguments().get("limit");
        List<?> all = (List<?>)
                Objects.requireNonNull(vendor.send(VendorRequest.get("/places")).body());
        List<?> page = all.subList(from, Math.min(all.size(), from + limit));
        int next = from + page.size();
        return new ToolResult.Data(page, next < all.size() ? String.valueOf(next) : null, null, null);
    }

    /** The vendor's login. */
    record Login(Clock clock) implements LocationScheme {
        @Override
        public String name() {
            return "relay-login";
        }

        @Override
        public List<Field> fields(Map<String, Object> settings) {
            return List.of(
                    new Field("client_id", "Client ID", "Your app.", true, false, null, null),
                    new Field("client_secret", "Client secret", "Your app.", true, true, null, null));
        }

        @Override
        public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
            return request.withHeader("Authorization", "Bearer " + credential.get("access_token"));
        }

        @Override
        public Instant expiresAt(Credential credential, Map<String, Object> settings) {
            return Instant.parse(String.valueOf(credential.get("expires_at")));
        }

        @Override
        public Credential renew(Credential credential, Map<String, Object> settings, TokenEndpoint vendor) {
            return ask(
                            Map.of("refresh_token", String.valueOf(credential.get("refresh_token"))),
                            credential,
                            settings,
                            vendor)
                    .credential();
        }

        @Override
        public Set<String> grantedContext(Map<String, Object> settings) {
            return Set.of(settings.containsKey("chain") ? "chainId" : "placeId");
        }

        @Override
        public URI authorizeUrl(Credential client, Login login, Map<String, Object> settings) {
            return URI.create("https://relay.example/login?state=" + login.state());
        }

        @Override
        public Grant exchange(
                String code, Credential client, Login login, Map<String, Object> settings, TokenEndpoint vendor) {
            return ask(Map.of("code", code), client, settings, vendor);
        }

        @Override
        public Listing locations(Credential credential, Map<String, Object> settings) {
            return settings.containsKey("chain")
                    ? new Listing("list_all_relay_places", Map.of(), "id", "name", "street")
                    : null;
        }

        @Override
        public Grant grantFor(
                String locationId,
                Credential account,
                Map<String, String> context,
                Map<String, Object> settings,
                TokenEndpoint vendor) {
            VendorResponse response = vendor.post(
                    URI.create(BASE_URL + "/place-token"),
                    Map.of("Authorization", "Bearer " + account.get("access_token")),
                    Map.of("place", locationId, "chain", context.getOrDefault("chainId", "none")));
            if (response.status() != 200) {
                throw new GatewayException(
                        response.status() < 500 ? Kind.NOT_CONNECTED : Kind.VENDOR_FAILED,
                        "the vendor answered " + response.status() + " for " + locationId,
                        response.status(),
                        null,
                        Map.of(),
                        null);
            }
            Map<?, ?> body = (Map<?, ?>) response.body();
            return new Grant(
                    new Credential(Map.of(
                            "access_token",
                            String.valueOf(body.get("access_token")),
                            "expires_at",
                            clock.instant().plus(Duration.ofHours(12)).toString())),
                    Map.of("placeId", locationId));
        }

        private Grant ask(
                Map<String, String> form, Credential before, Map<String, Object> settings, TokenEndpoint vendor) {
            Map<String, String> whole = new HashMap<>(form);
            whole.put("client_secret", String.valueOf(before.get("client_secret")));
            VendorResponse response =
                    vendor.post(URI.create(String.valueOf(settings.get("tokenUrl"))), Map.of(), whole);
            if (response.status() == 400) {
                throw new GatewayException(Kind.NOT_CONNECTED, "the vendor answered " + response.body());
            }
            if (response.status() != 200) {
                throw new GatewayException(Kind.VENDOR_FAILED, "the vendor answered " + response.status());
            }
            Map<?, ?> body = (Map<?, ?>) response.body();
            Map<String, String> secrets = new HashMap<>(before.reveal());
            secrets.put("access_token", String.valueOf(body.get("access_token")));
            secrets.put("refresh_token", String.valueOf(body.get("refresh_token")));
            secrets.put("expires_at", clock.instant().plus(Duration.ofDays(1)).toString());
            Object place = body.get("place");
            String field = settings.containsKey("chain") ? "chainId" : "placeId";
            return new Grant(new Credential(secrets), place == null ? Map.of() : Map.of(field, place.toString()));
        }
    }
}
