package dev.patchbay.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.admin.AdminRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTokenTest {
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

    private List<AdminRequest> created() {
        return console.admin.asked.stream()
                .filter(each -> each.method().equals("POST") && each.path().equals("/api-token"))
                .toList();
    }

    @Test
    void showsATokenInThePageThatMintedItAndNowhereElse() {
        HttpResponse<String> minted = browser.post(
                "/console/api-tokens/new", "name", "robot", "role", "caller", "days", "7", "form_key", "k1");
        assertTrue(minted.body().contains(OneIntegration.API_TOKEN));
        assertFalse(minted.headers().map().toString().contains(OneIntegration.API_TOKEN));
        assertEquals("k1", created().get(0).headers().get("idempotency-key"), "sent twice, it mints once");
        for (String path : List.of("/console/api-tokens", "/console/api-tokens/apt_2/revoke", "/console/activity")) {
            assertFalse(browser.get(path).body().contains(OneIntegration.API_TOKEN), path);
        }
    }

    @Test
    void asksForTheSameExpiryWhenAFormIsSentTwice() {
        String[] form = {"name", "robot", "role", "caller", "days", "7", "form_key", "k1"};
        browser.post("/console/api-tokens/new", form);
        console.clock.step(java.time.Duration.ofMinutes(5));
        browser.post("/console/api-tokens/new", form);
        assertEquals(created().get(0).body(), created().get(1).body());
    }

    @Test
    void mintsATokenWithoutAnEndOnlyWhenAsked() {
        browser.post("/console/api-tokens/new", "name", "robot", "role", "caller", "days", "");
        assertEquals(Map.of("name", "robot", "role", "caller"), created().get(0).body());
        assertEquals(
                422,
                browser.post("/console/api-tokens/new", "name", "robot", "role", "caller", "days", "soon")
                        .statusCode());
        assertEquals(1, created().size());
    }
}
