package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class OAuthTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    private static final String MARA = "/contacts/CONMARA001";

    @Test
    void sendsBackACodeAndTheState() throws Exception {
        var answer = SANDBOX.send(SANDBOX.request("GET", HighLevelServer.authorize("&auto=1"), null)
                .build());
        assertEquals(302, answer.status());
        String target = answer.header("Location");
        assertTrue(target.startsWith(HighLevelServer.REDIRECT + "?code="), target);
        assertTrue(target.endsWith("&state=s%2F1"), target);
    }

    @Test
    void showsAPageWithAButtonAndKeepsWhatItWasCalledWith() throws Exception {
        var answer = SANDBOX.send(SANDBOX.request("GET", HighLevelServer.authorize("&x=%22%3E%3Cscript%3E"), null)
                .build());
        assertEquals(200, answer.status());
        assertTrue(answer.text().contains("<button>Acme Marketing</button>"), answer.text());
        assertTrue(answer.text().contains("name=\"auto\" value=\"1\""), answer.text());
        assertTrue(answer.text().contains("name=\"state\" value=\"s/1\""), answer.text());
        assertFalse(answer.text().contains("<script>"), answer.text());
    }

    @Test
    void redirectsNobodyForAnUnknownApp() throws Exception {
        String path = HighLevelServer.authorize("&auto=1").replace("acmeapp001", "stranger");
        assertEquals(
                400, SANDBOX.send(SANDBOX.request("GET", path, null).build()).status());
    }

    @Test
    void exchangesACodeForTokensOfTheLocation() throws Exception {
        var answer = SANDBOX.connect("Location");
        assertEquals(200, answer.status(), answer.text());
        assertEquals("Location", answer.at("/userType"));
        assertEquals("LOCACME001", answer.at("/locationId"));
        assertEquals("COMACME001", answer.at("/companyId"));
        assertEquals("contacts.readonly", answer.at("/scope"));
        assertEquals(86_399, answer.json().get("expires_in").intValue());
        assertEquals(
                200, SANDBOX.api(answer.at("/access_token"), "GET", MARA, null).status());
    }

    @Test
    void takesACodeOnceAndForItsOwnAddressOnly() throws Exception {
        String code = SANDBOX.code();
        var form = Map.of("grant_type", "authorization_code", "code", code);
        assertEquals(200, SANDBOX.token(form).status());
        var again = SANDBOX.token(form);
        assertEquals(400, again.status());
        assertEquals("invalid_grant", again.at("/error"));
        var elsewhere = SANDBOX.token(Map.of(
                "grant_type", "authorization_code",
                "code", SANDBOX.code(),
                "redirect_uri", "http://127.0.0.1:1/other"));
        assertEquals("invalid_grant", elsewhere.at("/error"));
    }

    @Test
    void refusesACodeThatIsTooOld() throws Exception {
        String code = SANDBOX.code();
        SANDBOX.pass(Duration.ofMinutes(10));
        assertEquals(
                "invalid_grant",
                SANDBOX.token(Map.of("grant_type", "authorization_code", "code", code))
                        .at("/error"));
    }

    @Test
    void refusesAWrongSecretAndAMissingOne() throws Exception {
        var wrong = SANDBOX.token(Map.of("grant_type", "refresh_token", "client_secret", "guessed"));
        assertEquals(401, wrong.status());
        assertFalse(wrong.text().contains("guessed"));
        var missing = SANDBOX.form("none", "/oauth/token", Map.of("grant_type", "refresh_token"));
        assertEquals(422, missing.status());
        assertEquals(2, missing.json().get("message").size());
    }

    @Test
    void rotatesTheRefreshTokenAndTakesEachOnce() throws Exception {
        String first = SANDBOX.connect("Location").at("/refresh_token");
        var second = SANDBOX.refresh(first);
        assertEquals(200, second.status());
        assertNotEquals(first, second.at("/refresh_token"));
        var again = SANDBOX.refresh(first);
        assertEquals(400, again.status());
        assertEquals("invalid_grant", again.at("/error"));
        assertEquals(200, SANDBOX.refresh(second.at("/refresh_token")).status());
        var state = SANDBOX.control("GET", "/state", "").json().get("oauth");
        assertEquals(2, state.get("refreshes").intValue());
        assertEquals(1, state.get("refreshesRefused").intValue());
    }

    @Test
    void refusesAnAccessTokenOnceItHasExpired() throws Exception {
        SANDBOX.control("PUT", "/limits", "{'expiresInSeconds':5}");
        var tokens = SANDBOX.connect("Location");
        assertEquals(5, tokens.json().get("expires_in").intValue());
        SANDBOX.pass(Duration.ofMillis(4999));
        assertEquals(
                200, SANDBOX.api(tokens.at("/access_token"), "GET", MARA, null).status());
        SANDBOX.pass(Duration.ofMillis(1));
        assertEquals(
                401, SANDBOX.api(tokens.at("/access_token"), "GET", MARA, null).status());
        String renewed = SANDBOX.refresh(tokens.at("/refresh_token")).at("/access_token");
        assertEquals(200, SANDBOX.api(renewed, "GET", MARA, null).status());
    }

    @Test
    void expiresAllAccessTokensOnDemandButNotTheIntegrations() throws Exception {
        var tokens = SANDBOX.connect("Location");
        assertEquals(
                1,
                SANDBOX.control("POST", "/expire-tokens", "")
                        .json()
                        .get("expired")
                        .intValue());
        assertEquals(
                401, SANDBOX.api(tokens.at("/access_token"), "GET", MARA, null).status());
        assertEquals(200, SANDBOX.get(MARA).status());
        assertEquals(200, SANDBOX.refresh(tokens.at("/refresh_token")).status());
    }

    @Test
    void turnsAnAgencysTokenIntoTheLocations() throws Exception {
        var company = SANDBOX.connect("Company");
        String token = company.at("/access_token");
        assertEquals("LOCACME001", company.at("/approvedLocations/0"));
        assertTrue(company.json().path("locationId").isMissingNode());
        assertEquals(401, SANDBOX.api(token, "GET", MARA, null).status());
        assertEquals(
                200, SANDBOX.api(token, "GET", "/companies/COMACME001", null).status());
        String installed = "/oauth/installedLocations?companyId=COMACME001&appId=acmeapp001";
        assertEquals("LOCACME001", SANDBOX.api(token, "GET", installed, null).at("/locations/0/_id"));
        var location = SANDBOX.form(
                token, "/oauth/locationToken", Map.of("companyId", "COMACME001", "locationId", "LOCACME001"));
        assertEquals(
                200,
                SANDBOX.api(location.at("/access_token"), "GET", MARA, null).status());
        assertEquals(
                403,
                SANDBOX.form(token, "/oauth/locationToken", Map.of("companyId", "COMACME001", "locationId", "LOC2"))
                        .status());
        assertEquals(401, SANDBOX.get("/companies/COMACME001").status());
    }

    @Test
    void listsMoreLocationsThanFitOnAPage() throws Exception {
        String token = SANDBOX.connect("Company").at("/access_token");
        String path = "/oauth/installedLocations?companyId=COMACME001&appId=acmeapp001&isInstalled=true";
        JsonNode first = SANDBOX.api(token, "GET", path, null).json();
        assertEquals(20, first.get("locations").size());
        assertEquals(24, first.get("count").intValue());
        JsonNode rest =
                SANDBOX.api(token, "GET", path + "&skip=20&limit=20", null).json();
        assertEquals(4, rest.get("locations").size());
        assertEquals("LOCSHOP024", rest.at("/locations/3/_id").asString());
        JsonNode named = SANDBOX.api(token, "GET", path + "&query=dental", null).json();
        assertEquals("LOCHARB002", named.at("/locations/0/_id").asString());
        assertEquals(1, named.get("locations").size());
    }

    @Test
    void keepsTheLocationsOfAnAgencyApart() throws Exception {
        String company = SANDBOX.connect("Company").at("/access_token");
        String harbour = locationToken(company, "LOCHARB002").at("/access_token");
        var contacts = SANDBOX.api(harbour, "GET", "/contacts/?locationId=LOCHARB002", null);
        assertEquals(2, contacts.json().get("contacts").size(), contacts.text());
        assertEquals(404, SANDBOX.api(harbour, "GET", MARA, null).status());
        assertEquals(
                403,
                SANDBOX.api(harbour, "GET", "/contacts/?locationId=LOCACME001", null)
                        .status());
        SANDBOX.api(harbour, "POST", "/contacts/", "{'locationId':'LOCHARB002','firstName':'Zoe'}");
        JsonNode state = SANDBOX.control("GET", "/state", "").json();
        assertEquals(3, state.at("/others/LOCHARB002/contacts").size());
        assertEquals(30, state.get("contacts").size());
        assertEquals(
                "Harbour Dental",
                SANDBOX.api(company, "GET", "/locations/LOCHARB002", null).at("/location/name"));
    }

    @Test
    void takesTheAppOutOfALocationWithItsTokens() throws Exception {
        String company = SANDBOX.connect("Company").at("/access_token");
        String pine = locationToken(company, "LOCPINE003").at("/access_token");
        SANDBOX.control("POST", "/uninstall", "{'locationId':'LOCPINE003'}");
        assertEquals(
                401,
                SANDBOX.api(pine, "GET", "/contacts/?locationId=LOCPINE003", null)
                        .status());
        assertEquals(403, locationToken(company, "LOCPINE003").status());
        String path = "/oauth/installedLocations?companyId=COMACME001&appId=acmeapp001&isInstalled=true&query=pine";
        assertEquals(
                0,
                SANDBOX.api(company, "GET", path, null).json().get("locations").size());
    }

    @Test
    void revokesEveryTokenAtOnce() throws Exception {
        var tokens = SANDBOX.connect("Location");
        assertEquals(
                1, SANDBOX.control("POST", "/revoke", "").json().get("revoked").intValue());
        assertEquals(
                401, SANDBOX.api(tokens.at("/access_token"), "GET", MARA, null).status());
        assertEquals(
                "invalid_grant", SANDBOX.refresh(tokens.at("/refresh_token")).at("/error"));
        assertEquals(200, SANDBOX.get(MARA).status());
    }

    private static HighLevelServer.Answer locationToken(String company, String locationId) throws Exception {
        return SANDBOX.form(
                company, "/oauth/locationToken", Map.of("companyId", "COMACME001", "locationId", locationId));
    }

    @Test
    void strikesTheTokenEndpointWithFaults() throws Exception {
        String refreshToken = SANDBOX.connect("Location").at("/refresh_token");
        SANDBOX.control("POST", "", "{'faults':[{'match':'POST /oauth/token','status':500}]}");
        assertEquals(500, SANDBOX.refresh(refreshToken).status());
        assertEquals(200, SANDBOX.refresh(refreshToken).status());
    }

    @Test
    void losesTheAnswerToARefreshThatWasMade() throws Exception {
        String refreshToken = SANDBOX.connect("Location").at("/refresh_token");
        SANDBOX.control("POST", "", "{'faults':[{'match':'POST /oauth/token','status':502,'afterHandling':true}]}");
        assertEquals(502, SANDBOX.refresh(refreshToken).status());
        assertEquals("invalid_grant", SANDBOX.refresh(refreshToken).at("/error"));
    }

    @Test
    void keepsTokensAndSecretsOutOfTheRecordAndTheState() throws Exception {
        var tokens = SANDBOX.connect("Location");
        SANDBOX.refresh(tokens.at("/refresh_token"));
        SANDBOX.get("/contacts/?locationId=LOCACME001&query=" + HighLevelServer.PIT);
        String all = SANDBOX.control("GET", "/requests", "").text()
                + SANDBOX.control("GET", "/state", "").text();
        assertTrue(all.contains("grant_type=refresh_token"), all);
        assertFalse(all.contains(tokens.at("/access_token")));
        assertFalse(all.contains(tokens.at("/refresh_token")));
        assertFalse(all.contains("sandbox-client-secret"));
        assertFalse(all.contains(HighLevelServer.PIT));
        assertFalse(all.contains("sbxcode-"));
    }

    @Test
    void forgetsTokensAndLimitsWithAReset() throws Exception {
        String token = SANDBOX.connect("Location").at("/access_token");
        SANDBOX.control("PUT", "/limits", "{'expiresInSeconds':5}");
        SANDBOX.control("POST", "/reset", "");
        assertEquals(401, SANDBOX.api(token, "GET", MARA, null).status());
        assertEquals(
                86_399,
                SANDBOX.control("GET", "/limits", "")
                        .json()
                        .get("expiresInSeconds")
                        .intValue());
    }
}
