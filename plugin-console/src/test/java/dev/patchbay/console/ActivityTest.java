package dev.patchbay.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final String TAIL = "/console/activity/tail?action=acme_list&after=";

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

    private Map<String, String> lastQuery() {
        return console.admin.asked.stream()
                .filter(each -> each.path().equals("/audit"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .query();
    }

    @Test
    void looksForWhatTheFormAsksWithTimesInUtc() {
        browser.get("/console/activity?outcome=ok&action=acme_list&since=2026-01-02T03:04&until=&effect=reads");
        assertEquals(
                Map.of("outcome", "ok", "action", "acme_list", "effect", "reads", "since", "2026-01-02T03:04:00Z"),
                lastQuery());
    }

    @Test
    void addsWhatIsNewAndLooksOnFromThere() {
        HttpResponse<String> news = browser.get(TAIL + "start", "HX-Request", "true");
        assertEquals("start", lastQuery().get("after"));
        assertEquals("acme_list", lastQuery().get("action"), "the filter goes on");
        assertTrue(news.body().contains("/console/activity/7"));
        assertTrue(news.body().contains("after=end"), "the next look begins where this one ended");
        assertTrue(news.body().contains("1 new line"));
    }

    @Test
    void saysNothingWhenNothingIsNew() {
        assertEquals(
                "",
                browser.get(TAIL + "end&was=LIVE", "HX-Request", "true").body().strip());
    }

    @Test
    void stopsLookingWhileItIsPaused() {
        String paused =
                browser.get(TAIL + "end&state=PAUSED", "HX-Request", "true").body();
        assertFalse(paused.contains("every 3s"));
        assertTrue(paused.contains("Resume"));
        String live = browser.get(TAIL + "end&state=LIVE&was=PAUSED", "HX-Request", "true")
                .body();
        assertTrue(live.contains("every 3s"));
    }

    @Test
    void showsTheListToWhoOpensTheTailWithoutAScript() {
        HttpResponse<String> answer = browser.get(TAIL + "end");
        assertEquals(303, answer.statusCode());
        assertEquals("/console/activity?action=acme_list", ConsoleServer.location(answer));
    }

    @Test
    void hasNoPageForALineThatIsNone() {
        assertEquals(404, browser.get("/console/activity/8").statusCode());
        assertEquals(404, browser.get("/console/activity/verdict").statusCode());
    }
}
