package dev.patchbay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.OAuthScheme.Grant;
import dev.patchbay.api.OAuthScheme.Login;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2Test {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, Object> SETTINGS = Map.of(
            "authorizeUrl", "https://login.example/v2/choose?kind=app",
            "tokenUrl", "https://api.example/oauth/token",
            "scopes", List.of("a.read", "b/c.write"),
            "tokenParameters", Map.of("user_type", "Location"),
            "context", Map.of("locationId", "location_id"));
    private static final Credential CLIENT = new Credential(Map.of("client_id", "app 1", "client_secret", "s+c:ret"));
    private static final Login LOGIN = new Login(
            URI.create("https://gateway.example/oauth/callback"),
            "state-1",
            // The example of RFC 7636, appendix B.
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    private final OAuth2 scheme = new OAuth2(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Endpoint endpoint = new Endpoint();

    /** Answers what it is told to, and remembers what it was asked. */
    private static final class Endpoint implements TokenEndpoint {
        private final List<URI> urls = new ArrayList<>();
        private final List<Map<String, String>> headers = new ArrayList<>();
        private final List<Map<String, String>> forms = new ArrayList<>();
        private int status = 200;
        private Object body = Map.of("access_token", "at-2", "refresh_token", "rt-2", "expires_in", 86399);

        @Override
        public VendorResponse post(URI url, Map<String, String> sent, Map<String, String> form) {
            urls.add(url);
            headers.add(sent);
            forms.add(form);
            return new VendorResponse(status, Map.of(), body, null);
        }

        Endpoint answers(int other, Object json) {
            status = other;
            body = json;
            return this;
        }
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put(name, value);
        return settings;
    }

    private static Credential granted() {
        Map<String, String> secrets = new HashMap<>(CLIENT.reveal());
        secrets.putAll(Map.of("access_token", "at-1", "refresh_token", "rt-1", "expires_at", "2026-11-24T12:00:30Z"));
        return new Credential(secrets);
    }

    private static Map<String, String> query(URI url) {
        Map<String, String> query = new HashMap<>();
        for (String pair : url.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            assertNull(query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)), pair);
        }
        return query;
    }

    @Test
    void asksTheOperatorForTheAppAlone() {
        List<Field> fields = scheme.fields(Map.of("description", "At the marketplace."));
        assertEquals(
                List.of("client_id", "client_secret", "authorize_url"),
                fields.stream().map(Field::name).toList());
        assertEquals("At the marketplace.", fields.get(0).description());
        assertEquals(
                List.of(false, true, false), fields.stream().map(Field::secret).toList());
        assertEquals(
                List.of(true, true, false), fields.stream().map(Field::required).toList());
    }

    @Test
    void sendsTheBrowserToTheVendorsLoginPage() {
        URI page = scheme.authorizeUrl(CLIENT, LOGIN, SETTINGS);
        assertTrue(page.toString().startsWith("https://login.example/v2/choose?kind=app&"), page.toString());
        assertFalse(page.toString().contains("+"), page.toString());
        assertEquals(
                Map.of(
                        "kind", "app",
                        "response_type", "code",
                        "client_id", "app 1",
                        "redirect_uri", "https://gateway.example/oauth/callback",
                        "scope", "a.read b/c.write",
                        "state", "state-1"),
                query(page));
    }

    @Test
    void provesWithPkceThatItBeganTheLogin() {
        Map<String, String> query = query(scheme.authorizeUrl(CLIENT, LOGIN, with("pkce", true)));
        assertEquals("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", query.get("code_challenge"));
        assertEquals("S256", query.get("code_challenge_method"));
        scheme.exchange("c", CLIENT, LOGIN, with("pkce", true), endpoint);
        assertEquals(LOGIN.verifier(), endpoint.forms.get(0).get("code_verifier"));
    }

    @Test
    void letsTheOperatorNameAnotherLoginPage() {
        Credential client = new Credential(
                Map.of("client_id", "a", "client_secret", "b", "authorize_url", "https://white.example/choose"));
        URI page = scheme.authorizeUrl(client, LOGIN, SETTINGS);
        assertTrue(page.toString().startsWith("https://white.example/choose?"), page.toString());
        assertEquals("a", query(page).get("client_id"));
    }

    @Test
    void turnsTheCodeIntoTokensAndContext() {
        endpoint.answers(
                200, Map.of("access_token", "at", "refresh_token", "rt", "expires_in", "86399", "location_id", "loc1"));
        Grant grant = scheme.exchange("code-1", CLIENT, LOGIN, SETTINGS, endpoint);
        assertEquals(URI.create("https://api.example/oauth/token"), endpoint.urls.get(0));
        assertEquals(
                Map.of(
                        "grant_type", "authorization_code",
                        "code", "code-1",
                        "redirect_uri", "https://gateway.example/oauth/callback",
                        "client_id", "app 1",
                        "client_secret", "s+c:ret",
                        "user_type", "Location"),
                endpoint.forms.get(0));
        assertEquals(Map.of("locationId", "loc1"), grant.context());
        assertEquals(
                Map.of(
                        "client_id", "app 1",
                        "client_secret", "s+c:ret",
                        "access_token", "at",
                        "refresh_token", "rt",
                        "expires_at", "2026-11-25T11:59:59Z"),
                grant.credential().reveal());
        assertEquals(
                "Bearer at",
                scheme.sign(VendorRequest.get("/me"), grant.credential(), SETTINGS)
                        .headers()
                        .get("Authorization"));
        assertEquals(Set.of("locationId"), scheme.grantedContext(SETTINGS));
    }

    @Test
    void renewsByTheRefreshTokenAndKeepsTheNewPair() {
        Credential fresh = scheme.renew(granted(), SETTINGS, endpoint);
        assertEquals("refresh_token", endpoint.forms.get(0).get("grant_type"));
        assertEquals("rt-1", endpoint.forms.get(0).get("refresh_token"));
        assertEquals("Location", endpoint.forms.get(0).get("user_type"));
        assertEquals("at-2", fresh.get("access_token"));
        assertEquals("rt-2", fresh.get("refresh_token"));
        assertEquals(Instant.parse("2026-11-25T11:59:59Z"), scheme.expiresAt(fresh, SETTINGS));
    }

    @Test
    void keepsARefreshTokenThatWorksMoreThanOnceButNoneThatIsUsedUp() {
        endpoint.answers(200, Map.of("access_token", "at-2"));
        assertEquals("rt-1", scheme.renew(granted(), SETTINGS, endpoint).get("refresh_token"));
        Map<String, Object> rotating = with("rotatesRefreshToken", true);
        Credential last = scheme.renew(granted(), rotating, endpoint);
        assertEquals("at-2", last.get("access_token"));
        assertNull(last.get("refresh_token"));
        GatewayException refused = assertThrows(GatewayException.class, () -> scheme.renew(last, rotating, endpoint));
        assertEquals(Kind.NOT_CONNECTED, refused.kind());
        assertEquals(2, endpoint.forms.size());
    }

    @Test
    void sendsTheClientInTheHeaderIfTheVendorWantsThat() {
        scheme.renew(granted(), with("clientAuthentication", "basic"), endpoint);
        String header = endpoint.headers.get(0).get("Authorization");
        assertEquals(
                "app+1:s%2Bc%3Aret",
                new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8));
        assertFalse(endpoint.forms.get(0).containsKey("client_secret"));
        assertFalse(endpoint.forms.get(0).containsKey("client_id"));
    }

    @Test
    void knowsUntilWhenATokenIsGood() {
        assertEquals(Instant.parse("2026-11-24T12:00:30Z"), scheme.expiresAt(granted(), SETTINGS));
        assertEquals(Instant.EPOCH, scheme.expiresAt(CLIENT, SETTINGS));
        endpoint.answers(200, Map.of("access_token", "at-2"));
        assertNull(scheme.expiresAt(scheme.renew(granted(), SETTINGS, endpoint), SETTINGS));
        Credential assumed = scheme.renew(granted(), with("expiresIn", 600), endpoint);
        assertEquals(NOW.plusSeconds(600), scheme.expiresAt(assumed, SETTINGS));
        endpoint.answers(200, Map.of("access_token", "at-2", "expires_in", "1e400"));
        assertEquals(
                NOW.plusSeconds(3650L * 86400),
                scheme.expiresAt(scheme.renew(granted(), SETTINGS, endpoint), SETTINGS));
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_grant,NOT_CONNECTED",
        "403,invalid_grant,NOT_CONNECTED",
        "401,invalid_client,NOT_CONNECTED",
        "401,Unauthorized,NOT_CONNECTED",
        "400,unauthorized_client,NOT_CONNECTED",
        "200,invalid_grant,NOT_CONNECTED",
        "400,invalid_request,VENDOR_REJECTED",
        "422,Unprocessable Entity,VENDOR_REJECTED",
        "408,timeout,VENDOR_FAILED",
        "429,slow_down,RATE_LIMITED",
        "500,server_error,VENDOR_FAILED",
        "503,invalid_grant,VENDOR_FAILED"
    })
    void tellsARefusalForGoodFromOneForNow(int status, String error, Kind kind) {
        endpoint.answers(status, Map.of("error", error, "error_description", "It is\nso."));
        GatewayException refused =
                assertThrows(GatewayException.class, () -> scheme.renew(granted(), SETTINGS, endpoint));
        assertEquals(kind, refused.kind());
        assertEquals(
                "the vendor's token endpoint answered " + status + " (" + error + ": It is so.)", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void takesAPageInFrontOfTheVendorForNoRefusalForGood(int status) {
        endpoint.answers(status, "<html>blocked</html>");
        GatewayException refused =
                assertThrows(GatewayException.class, () -> scheme.renew(granted(), SETTINGS, endpoint));
        assertEquals(Kind.VENDOR_REJECTED, refused.kind());
    }

    @Test
    void saysThatAnAnswerHoldsNoToken() {
        endpoint.answers(200, Map.of("token_type", "Bearer"));
        GatewayException failed =
                assertThrows(GatewayException.class, () -> scheme.renew(granted(), SETTINGS, endpoint));
        assertEquals(Kind.VENDOR_FAILED, failed.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizeUrl", "tokenUrl"})
    void saysThatTheIntegrationIsWrongWithoutItsUrls(String name) {
        for (Object wrong : new Object[] {"", "/relative", "no url at all"}) {
            GatewayException refused = assertThrows(GatewayException.class, () -> {
                scheme.authorizeUrl(CLIENT, LOGIN, with(name, wrong));
                scheme.renew(granted(), with(name, wrong), endpoint);
            });
            assertEquals(Kind.MISCONFIGURED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains(name));
        }
    }

    private static final Map<String, Object> AGENCY = with(
            "locations",
            Map.of(
                    "tool", "list_all_acme_branches",
                    "arguments", Map.of("active", true),
                    "clientArguments", Map.of("appId", "^[^ ]+"),
                    "id", "_id",
                    "name", "title",
                    "tokenUrl", "https://api.example/oauth/branchToken",
                    "tokenHeaders", Map.of("Version", "2"),
                    "tokenForm", Map.of("agency", "{{context.agencyId}}", "branch", "{{ location }}"),
                    "context", "branchId"));

    @Test
    void saysHowTheLocationsOfALoginAreListed() {
        assertNull(scheme.locations(granted(), SETTINGS));
        LocationScheme.Listing listing = scheme.locations(granted(), AGENCY);
        assertEquals("list_all_acme_branches", listing.tool());
        assertEquals(Map.of("active", true, "appId", "app"), listing.arguments());
        assertEquals("_id", listing.id());
        assertEquals("title", listing.name());
        assertNull(listing.address());
    }

    @Test
    void getsATokenForOneLocationByTheTokenOfTheAgency() {
        endpoint.answers(200, Map.of("access_token", "branch-1", "expires_in", 60));
        Grant grant = scheme.grantFor("b7$1", granted(), Map.of("agencyId", "ag1"), AGENCY, endpoint);
        assertEquals(URI.create("https://api.example/oauth/branchToken"), endpoint.urls.get(0));
        assertEquals(Map.of("agency", "ag1", "branch", "b7$1"), endpoint.forms.get(0));
        assertEquals("Bearer at-1", endpoint.headers.get(0).get("Authorization"));
        assertEquals("2", endpoint.headers.get(0).get("Version"));
        assertEquals(
                Map.of(
                        "access_token",
                        "branch-1",
                        "expires_at",
                        NOW.plusSeconds(60).toString()),
                grant.credential().reveal());
        assertEquals(Map.of("branchId", "b7$1"), grant.context());
    }

    @ParameterizedTest
    @CsvSource({
        "401, NOT_CONNECTED",
        "403, NOT_CONNECTED",
        "404, NOT_CONNECTED",
        "429, RATE_LIMITED",
        "503, VENDOR_FAILED"
    })
    void tellsALocationThatIsNotLetInFromAVendorThatFails(int status, Kind kind) {
        endpoint.answers(status, Map.of("message", "no"));
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> scheme.grantFor("b7", granted(), Map.of("agencyId", "ag1"), AGENCY, endpoint));
        assertEquals(kind, refused.kind());
        assertEquals(status, refused.vendorStatus());
    }
}
