package dev.patchbay.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormTokenTest {
    private static final String MINT = "/console/servers/acc_1";

    private ConsoleServer console;

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleServer();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private long changes() {
        return console.admin.asked.stream()
                .filter(each -> each.method().equals("POST") && each.path().endsWith("/mcp"))
                .count();
    }

    @Test
    void takesAFormFromItsOwnPage() {
        assertEquals(200, console.browser().signedIn().post(MINT, "name", "x").statusCode());
        assertEquals(1, changes());
    }

    @Test
    void refusesAFormWithoutItsToken() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        assertEquals(403, browser.send(browser.form(MINT, "", "name", "x")).statusCode());
        assertEquals(
                403, browser.send(browser.form(MINT, "guessed", "name", "x")).statusCode());
        assertEquals(0, changes());
    }

    @Test
    void refusesTheTokenOfAnotherSession() {
        String foreign = console.browser().signedIn().formToken();
        ConsoleServer.Browser browser = console.browser().signedIn();
        assertEquals(403, browser.send(browser.form(MINT, foreign, "name", "x")).statusCode());
        assertEquals(0, changes());
    }

    @Test
    void refusesTheTokenOfThePageBeforeSigningIn() {
        ConsoleServer.Browser browser = console.browser();
        browser.get("/console/sign-in");
        String before = browser.formToken();
        browser.signedIn();
        assertEquals(403, browser.send(browser.form(MINT, before, "name", "x")).statusCode());
    }

    @Test
    void refusesWhatAnotherSiteSends() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertEquals(
                    403,
                    browser.send(browser.form(MINT, browser.formToken(), "name", "x")
                                    .header("Sec-Fetch-Site", site))
                            .statusCode(),
                    site);
        }
        assertEquals(0, changes());
    }

    @Test
    void refusesASignInThatTheBrowserWasNotShown() {
        ConsoleServer.Browser browser = console.browser();
        assertEquals(
                403,
                browser.send(browser.form("/console/sign-in", "", "api_token", OneAccount.ADMIN))
                        .statusCode());
        assertTrue(browser.cookie.isEmpty());
    }

    @Test
    void changesNothingByLooking() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        assertEquals(405, browser.get("/console/accounts/acc_1/test").statusCode());
        assertEquals(405, browser.get("/console/servers/acc_1/srv_1/preview").statusCode());
    }
}
