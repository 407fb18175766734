package dev.patchbay.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.admin.AdminRequest;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunToolTest {
    private static final String LIST = "/console/tools/acme/acme_list/run";
    private static final String REFUND = "/console/tools/acme/acme_refund/run";

    private ConsoleServer console;
    private ConsoleServer.Browser browser;

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleServer();
        browser = console.browser().signedIn();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private List<Map<?, ?>> calls() {
        return console.admin.asked.stream()
                .filter(each -> each.path().endsWith("/call"))
                .<Map<?, ?>>map(each -> (Map<?, ?>) each.body())
                .toList();
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }

    @Test
    void runsWhatReadsAtOnceWithTheTypesOfItsSchema() {
        HttpResponse<String> page = browser.post(
                LIST,
                "account",
                "acc_1",
                "argument.limit",
                "3",
                "argument.when",
                "2026-01-02T03:04",
                "argument.paid",
                "true",
                "argument.state",
                "open",
                "argument.filter",
                "{\"city\": \"Köln\"}");
        assertEquals(200, page.statusCode());
        assertEquals(
                Map.of(
                        "limit",
                        BigInteger.valueOf(3),
                        "when",
                        "2026-01-02T03:04:00Z",
                        "paid",
                        true,
                        "state",
                        "open",
                        "filter",
                        Map.of("city", "Köln")),
                calls().get(0).get("arguments"));
        assertTrue(page.body().contains("/console/activity?request_id=req_1"));
    }

    @Test
    void leavesOutWhatWasNotEntered() {
        browser.post(LIST, "account", "acc_1", "argument.limit", "", "argument.paid", "", "argument.filter", " ");
        assertEquals(Map.of(), calls().get(0).get("arguments"));
    }

    @Test
    void asksForTheNextPageWithTheSameArguments() {
        HttpResponse<String> page = browser.post(LIST, "account", "acc_1", "argument.limit", "3");
        assertEquals("c2", hidden(page, "argument.next_cursor"));
        assertEquals("3", hidden(page, "argument.limit"));
    }

    @Test
    void saysAtEachFieldWhatCannotBeReadAndRunsNothing() {
        HttpResponse<String> page = browser.post(
                LIST,
                "account",
                "acc_1",
                "argument.limit",
                "three",
                "argument.state",
                "ajar",
                "argument.filter",
                "{\"city\": ");
        assertEquals(422, page.statusCode());
        for (String said :
                List.of("limit must be a whole number", "state must be one of the choices", "filter is not JSON")) {
            assertTrue(page.body().contains(said), said);
        }
        assertTrue(page.body().contains("value=\"three\""), "what was entered is still there");
        assertEquals(List.of(), calls());
        assertTrue(browser.post(LIST, "account", "acc_1", "argument.filter", "[]")
                .body()
                .contains("filter must be an object"));
    }

    @Test
    void showsAtItsFieldWhatTheGatewayRefuses() {
        HttpResponse<String> page = browser.post(LIST, "account", "acc_1", "argument.limit", "0");
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("id=\"field-argument-limit-error\""));
        assertTrue(page.body().contains("expected at least 1, got 0"));
        HttpResponse<String> write = browser.post(REFUND, "account", "acc_1", "argument.amount", "0");
        assertEquals(422, write.statusCode(), "a write is refused before anybody is asked to confirm it");
        assertTrue(write.body().contains("amount is not right: expected at least 1"));
    }

    @Test
    void repeatsWhatAWriteWillDoBeforeItDoesItOnce() {
        HttpResponse<String> asked = browser.post(REFUND, "account", "acc_1", "argument.amount", "1250");
        assertEquals(200, asked.statusCode());
        assertTrue(asked.body().contains("one thousand two hundred fifty"));
        assertTrue(asked.body().contains("In cents."));
        assertEquals(
                List.of(false),
                calls().stream().map(each -> each.get("confirmed")).toList());

        String[] confirmed = {
            "account", "acc_1", "argument.amount", "1250", "step", "confirmed", "form_key", hidden(asked, "form_key")
        };
        assertTrue(browser.post(REFUND, confirmed).body().contains("Done."));
        assertEquals(409, browser.post(REFUND, confirmed).statusCode(), "sent twice, it is done once");
        assertEquals(
                List.of(false, true),
                calls().stream().map(each -> each.get("confirmed")).toList());
    }

    @Test
    void goesBackFromAConfirmationToWhatWasEntered() {
        HttpResponse<String> page = browser.post(REFUND, "account", "acc_1", "argument.amount", "1250", "step", "edit");
        assertEquals("1250", hidden(page, "argument.amount"));
        assertEquals(List.of(), calls());
    }

    @Test
    void runsNothingInAnAccountOfAnotherIntegration() {
        assertEquals(
                404,
                browser.post("/console/tools/other/acme_list/run", "account", "acc_1")
                        .statusCode());
        assertEquals(404, browser.post(LIST, "account", "acc_9").statusCode());
        assertEquals(400, browser.post(LIST, "argument.limit", "1").statusCode());
        assertEquals(List.of(), calls());
    }

    @Test
    void changesNothingWithoutTheTokenOfItsPage() {
        for (String path : List.of(
                LIST,
                REFUND,
                "/console/integrations/files/acme.jar/stop",
                "/console/integrations/files/acme.jar/remove",
                "/console/api-tokens/new",
                "/console/api-tokens/apt_2/revoke",
                "/console/activity/verify")) {
            HttpResponse<String> answer =
                    browser.send(browser.form(path, "guessed", "account", "acc_1", "step", "confirmed", "name", "x"));
            assertEquals(403, answer.statusCode(), path);
            assertFalse(answer.body().contains(OneIntegration.API_TOKEN));
        }
        assertTrue(console.admin.asked.stream().map(AdminRequest::method).allMatch("GET"::equals));
    }
}
