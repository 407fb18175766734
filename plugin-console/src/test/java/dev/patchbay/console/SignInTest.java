package dev.patchbay.console;

import static dev.patchbay.console.ConsoleServer.location;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private ConsoleServer console;

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleServer();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    @Test
    void showsNothingToWhoIsNotSignedIn() {
        for (String path : new String[] {"/console", "/console/accounts", "/console/servers/acc_1/srv_1"}) {
            HttpResponse<String> response = console.browser().get(path);
            assertEquals(303, response.statusCode(), path);
            assertTrue(location(response).startsWith("/console/sign-in"), path);
        }
        assertTrue(console.admin.asked.isEmpty());
    }

    @Test
    void opensASessionUnderAnIdThatNobodyKnewBefore() {
        ConsoleServer.Browser browser = console.browser();
        browser.get("/console/sign-in");
        String before = browser.cookie;
        HttpResponse<String> response = browser.post("/console/sign-in", "api_token", OneAccount.ADMIN);
        assertEquals(303, response.statusCode());
        assertEquals("/console", location(response));
        assertNotEquals(before, browser.cookie);

        ConsoleServer.Browser attacker = console.browser();
        attacker.cookie = before;
        assertEquals(303, attacker.get("/console/accounts").statusCode(), "the id from before opens nothing");
        assertEquals(200, browser.get("/console/accounts").statusCode());
    }

    @Test
    void closesTheEarlierSessionOfABrowserThatSignsInAgain() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        String before = browser.cookie;
        browser.post("/console/sign-in", "api_token", OneAccount.ADMIN);
        ConsoleServer.Browser other = console.browser();
        other.cookie = before;
        assertEquals(303, other.get("/console/accounts").statusCode());
    }

    @Test
    void keepsTheCookieFromScriptsAndFromOtherSites() {
        String cookie = console.browser()
                .tryToken(OneAccount.ADMIN)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(cookie.endsWith("; Path=/console; HttpOnly; SameSite=Strict"), cookie);
        String secure = console.browser()
                .get("/console/sign-in", "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(secure.endsWith("; Secure"), secure);
    }

    @Test
    void putsTheApiTokenIntoNoPageAndNoAddress() {
        ConsoleServer.Browser browser = console.browser();
        browser.tryToken(OneAccount.CALLER);
        browser.signedIn();
        browser.get("/console/servers");
        for (String each : browser.seen) {
            assertFalse(each.contains(OneAccount.ADMIN) || each.contains(OneAccount.CALLER), each);
        }
    }

    @Test
    void refusesUnknownTokensAndThoseThatOnlyGoWithUrls() {
        ConsoleServer.Browser browser = console.browser();
        HttpResponse<String> unknown = browser.tryToken("pbk_guessed");
        assertEquals(422, unknown.statusCode());
        assertTrue(unknown.body().contains("not an API token of this gateway"));
        HttpResponse<String> caller = browser.tryToken(OneAccount.CALLER);
        assertEquals(422, caller.statusCode());
        assertTrue(caller.body().contains("role caller"));
        assertEquals(303, browser.get("/console/accounts").statusCode());
    }

    @Test
    void slowsDownWhoGuesses() {
        ConsoleServer.Browser browser = console.browser();
        for (int i = 0; i < 10; i++) {
            assertEquals(422, browser.tryToken("pbk_guess" + i).statusCode());
        }
        HttpResponse<String> response = browser.tryToken(OneAccount.ADMIN);
        assertEquals(429, response.statusCode(), "even the right one has to wait");
        int seconds =
                Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(response.body().contains("Wait " + seconds + " seconds"));

        console.clock.step(Duration.ofSeconds(seconds));
        assertEquals(303, browser.tryToken(OneAccount.ADMIN).statusCode());
    }

    @Test
    void doesNotCountTriesThatSucceed() {
        for (int i = 0; i < 30; i++) {
            assertEquals(303, console.browser().tryToken(OneAccount.ADMIN).statusCode());
        }
    }

    @Test
    void endsASessionThatNobodyUses() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        console.clock.step(ConsoleServer.IDLE.minusSeconds(1));
        assertEquals(200, browser.get("/console/accounts").statusCode());
        console.clock.step(ConsoleServer.IDLE.minusSeconds(1));
        assertEquals(
                200, browser.get("/console/overview/live", "X-Poll", "true").statusCode());
        console.clock.step(Duration.ofSeconds(1));
        assertEquals(303, browser.get("/console/accounts").statusCode(), "a page that polls is nobody");
    }

    @Test
    void endsASessionAfterAWorkingDayInAnyCase() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        Duration step = ConsoleServer.IDLE.minusMinutes(1);
        Duration passed = Duration.ZERO;
        while (passed.plus(step).compareTo(ConsoleServer.LONGEST) < 0) {
            console.clock.step(step);
            passed = passed.plus(step);
            assertEquals(200, browser.get("/console/accounts").statusCode());
        }
        console.clock.step(step);
        assertEquals(303, browser.get("/console/accounts").statusCode());
    }

    @Test
    void endsASessionWhoseApiTokenIsRevoked() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        console.admin.revoke(OneAccount.ADMIN);
        assertEquals("/console/sign-in?why=ended&to=%2Faccounts", location(browser.get("/console/accounts")));
        assertEquals(200, browser.get("/console/sign-in").statusCode(), "and asks to sign in");
    }

    @Test
    void endsASessionThatIsSignedOut() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        String session = browser.cookie;
        assertEquals("/console/sign-in?why=out", location(browser.post("/console/sign-out")));
        assertEquals("", browser.cookie);
        browser.cookie = session;
        assertEquals(303, browser.get("/console/accounts").statusCode());
    }

    @Test
    void leadsNowhereElseAfterSigningIn() {
        ConsoleServer.Browser browser = console.browser();
        for (String to : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "/%2e%2e/x"}) {
            browser.cookie = "";
            browser.get("/console/sign-in");
            assertEquals(
                    "/console", location(browser.post("/console/sign-in", "api_token", OneAccount.ADMIN, "to", to)));
        }
    }
}
