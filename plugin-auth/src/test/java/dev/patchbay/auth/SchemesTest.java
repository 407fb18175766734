package dev.patchbay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemesTest {
    private static final VendorRequest REQUEST = VendorRequest.get("/me").withHeader("X-Other", "kept");

    @Test
    void sendsTheKeyInTheHeaderThatTheIntegrationNames() {
        VendorRequest signed = sign(new ApiKey(), Map.of("api_key", "k1"), Map.of("header", "ApiKey"));
        assertEquals(Map.of("X-Other", "kept", "ApiKey", "k1"), signed.headers());
    }

    @Test
    void putsThePrefixBeforeTheKey() {
        VendorRequest signed =
                sign(new ApiKey(), Map.of("api_key", "k1"), Map.of("header", "Authorization", "prefix", "Token "));
        assertEquals("Token k1", signed.headers().get("Authorization"));
    }

    @Test
    void sendsTheKeyInTheQueryIfTheIntegrationSaysSo() {
        VendorRequest signed = sign(new ApiKey(), Map.of("api_key", "k1"), Map.of("query", "key"));
        assertEquals(List.of(new VendorRequest.Param("key", "k1")), signed.query());
        assertEquals(Map.of("X-Other", "kept"), signed.headers());
    }

    @Test
    void saysThatTheIntegrationIsWrongIfItNamesNoPlaceForTheKey() {
        GatewayException refused = refused(new ApiKey(), Map.of("api_key", "k1"), Map.of());
        assertEquals(GatewayException.Kind.MISCONFIGURED, refused.kind());
    }

    @Test
    void sendsTheTokenAsBearer() {
        VendorRequest signed = sign(new Bearer(), Map.of("token", "t1"), Map.of());
        assertEquals("Bearer t1", signed.headers().get("Authorization"));
    }

    @Test
    void sendsUserNameAndPasswordInUtf8() {
        VendorRequest signed = sign(new Basic(), Map.of("username", "jörg", "password", "s:e"), Map.of());
        String encoded = signed.headers().get("Authorization").substring("Basic ".length());
        assertEquals("jörg:s:e", new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    @Test
    void doesNotAskForAPasswordThatTheIntegrationFixes() {
        Map<String, Object> settings = Map.of("password", "");
        assertEquals(List.of("username"), names(new Basic(), settings));
        String header = sign(new Basic(), Map.of("username", "key1"), settings)
                .headers()
                .get("Authorization");
        assertEquals("Basic " + Base64.getEncoder().encodeToString("key1:".getBytes(StandardCharsets.UTF_8)), header);
    }

    @Test
    void refusesAUserNameWithAColon() {
        assertEquals(
                GatewayException.Kind.NOT_CONNECTED,
                refused(new Basic(), Map.of("username", "a:b", "password", "c"), Map.of())
                        .kind());
    }

    @Test
    void saysWhatIsMissingOfACredential() {
        assertEquals(
                "the account has no API key; an operator has to connect it again",
                refused(new ApiKey(), Map.of(), Map.of("header", "ApiKey")).getMessage());
        assertEquals(
                GatewayException.Kind.NOT_CONNECTED,
                refused(new Bearer(), Map.of("token", " "), Map.of()).kind());
        assertEquals(
                GatewayException.Kind.NOT_CONNECTED,
                refused(new Basic(), Map.of("username", "u"), Map.of()).kind());
    }

    @Test
    void refusesASecretThatWouldBreakOutOfItsHeaderWithoutRepeatingIt() {
        GatewayException refused = refused(new Bearer(), Map.of("token", "canary\r\nX-Evil: 1"), Map.of());
        assertEquals(GatewayException.Kind.NOT_CONNECTED, refused.kind());
        assertFalse(String.valueOf(refused.getMessage()).contains("canary"));
    }

    @Test
    void asksForSecretsInTheIntegrationsOwnWords() {
        Field key =
                new ApiKey().fields(Map.of("description", "Settings > API.")).get(0);
        assertEquals("Settings > API.", key.description());
        assertTrue(key.secret());
        assertEquals(List.of("token"), names(new Bearer(), Map.of()));
        List<Field> basic = new Basic().fields(Map.of());
        assertEquals(List.of(false, true), basic.stream().map(Field::secret).toList());
    }

    private static List<String> names(AuthScheme scheme, Map<String, Object> settings) {
        return scheme.fields(settings).stream().map(Field::name).toList();
    }

    private static VendorRequest sign(AuthScheme scheme, Map<String, String> secrets, Map<String, Object> settings) {
        return scheme.sign(REQUEST, new Credential(secrets), settings);
    }

    private static GatewayException refused(
            AuthScheme scheme, Map<String, String> secrets, Map<String, Object> settings) {
        return assertThrows(GatewayException.class, () -> sign(scheme, secrets, settings));
    }
}
