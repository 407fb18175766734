package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighLevelAccessTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    private static final String LOCATION = "/locations/LOCACME001";

    @Test
    void refusesACallWithoutAToken() throws Exception {
        var answer = SANDBOX.send(SANDBOX.request("GET", LOCATION, null)
                .header("Version", "2021-07-28")
                .build());
        assertEquals(401, answer.status());
        assertEquals("Invalid JWT", answer.at("/message"));
        assertEquals("Unauthorized", answer.at("/error"));
        assertEquals(401, answer.json().get("statusCode").intValue());
    }

    @Test
    void refusesAWrongTokenWithoutRepeatingIt() throws Exception {
        var answer = SANDBOX.api("pit-stolen", "GET", LOCATION, null);
        assertEquals(401, answer.status());
        assertFalse(answer.text().contains("pit-stolen"));
    }

    @Test
    void admitsTheIntegrationsToken() throws Exception {
        var answer = SANDBOX.get(LOCATION);
        assertEquals(200, answer.status());
        assertEquals("COMACME001", answer.at("/location/companyId"));
        assertEquals(200, SANDBOX.get("/locations/search").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/locations/LOCOTHER01|",
                "GET|/contacts/?locationId=LOCOTHER01|",
                "GET|/conversations/search?locationId=LOCOTHER01|",
                "GET|/invoices/?altId=LOCOTHER01&altType=location&limit=1&offset=0|",
                "GET|/locations/search?companyId=COMOTHER01|",
                "POST|/contacts/|{'locationId':'LOCOTHER01','firstName':'Ada'}",
                "PATCH|/invoices/65f0ac3e0000000000001042/late-fees-configuration|{'altId':'LOCOTHER01'}"
            })
    void refusesAnotherLocationThanTheTokens(String method, String path, String body) throws Exception {
        var answer = SANDBOX.api(method, path, body);
        assertEquals(403, answer.status());
        assertEquals("The token does not have access to this location.", answer.at("/message"));
    }

    @ParameterizedTest
    @CsvSource({
        "2021-04-15, /contacts/CONMARA001",
        "2021-07-28, /conversations/conv_789",
        "v3, /locations/LOCACME001",
        "'', /locations/LOCACME001"
    })
    void refusesAnyVersionButTheOperationsOne(String version, String path) throws Exception {
        var request = SANDBOX.request("GET", path, null).header("Authorization", "Bearer " + HighLevelServer.PIT);
        var answer = SANDBOX.send((version.isEmpty() ? request : request.header("Version", version)).build());
        assertEquals(422, answer.status());
        assertTrue(answer.at("/message/0").contains("Version"), answer.text());
        assertEquals(200, SANDBOX.get(path).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts/NOBODY",
                "/conversations/NONE",
                "/conversations/NONE/messages",
                "/conversations/messages/NONE",
                "/invoices/NONE?altId=LOCACME001&altType=location",
                "/invoices",
                "/users/NOBODY",
                "/nowhere"
            })
    void answersNotFoundToWhatDoesNotExist(String path) throws Exception {
        var answer = SANDBOX.get(path);
        assertEquals(404, answer.status(), answer.text());
        assertEquals("Not Found", answer.at("/error"));
    }

    @Test
    void givesEveryAnswerAnIdOfItsOwn() throws Exception {
        String first = SANDBOX.get(LOCATION).at("/traceId");
        String second = SANDBOX.get("/contacts/NOBODY").at("/traceId");
        assertFalse(first.isEmpty());
        assertFalse(second.isEmpty());
        assertNotEquals(first, second);
    }

    @Test
    void listsTheTeam() throws Exception {
        assertEquals("USRANNA001", SANDBOX.get("/users/?locationId=LOCACME001").at("/users/0/id"));
        assertEquals("Boris", SANDBOX.get("/users/USRBORIS01").at("/firstName"));
    }

    @Test
    void countsRequestsDownAndUpAgainWithTheNextInterval() throws Exception {
        SANDBOX.control("PUT", "/limits", "{'burst':3,'burstIntervalMillis':2000,'daily':10}");
        var first = SANDBOX.get(LOCATION);
        assertEquals("3", first.header("X-RateLimit-Max"));
        assertEquals("2", first.header("X-RateLimit-Remaining"));
        assertEquals("2000", first.header("X-RateLimit-Interval-Milliseconds"));
        assertEquals("10", first.header("X-RateLimit-Limit-Daily"));
        assertEquals("9", first.header("X-RateLimit-Daily-Remaining"));
        assertEquals("1", SANDBOX.get("/contacts/NOBODY").header("X-RateLimit-Remaining"));
        assertEquals("0", SANDBOX.get(LOCATION).header("X-RateLimit-Remaining"));
        var beyond = SANDBOX.get(LOCATION);
        assertEquals(429, beyond.status());
        assertEquals("Too Many Requests", beyond.at("/error"));
        assertEquals("0", beyond.header("X-RateLimit-Remaining"));
        assertEquals("7", beyond.header("X-RateLimit-Daily-Remaining"));
        SANDBOX.pass(Duration.ofMillis(1999));
        assertEquals(429, SANDBOX.get(LOCATION).status());
        SANDBOX.pass(Duration.ofMillis(1));
        assertEquals("2", SANDBOX.get(LOCATION).header("X-RateLimit-Remaining"));
    }

    @Test
    void refusesBeyondTheDailyLimitUntilTheNextDay() throws Exception {
        SANDBOX.control("PUT", "/limits", "{'daily':1}");
        assertEquals(200, SANDBOX.get(LOCATION).status());
        assertEquals(429, SANDBOX.get(LOCATION).status());
        SANDBOX.pass(Duration.ofHours(14));
        assertEquals(200, SANDBOX.get(LOCATION).status());
    }

    @Test
    void takesNothingOffTheBudgetForACallWithoutAToken() throws Exception {
        SANDBOX.control("PUT", "/limits", "{'burst':1}");
        SANDBOX.api("pit-stolen", "GET", LOCATION, null);
        assertEquals(200, SANDBOX.get(LOCATION).status());
    }
}
