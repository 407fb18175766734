package dev.patchbay.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.admin.AdminRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every page holds to, and the page that shows a secret. */
class PagesTest {
    private static final List<String> PAGES = List.of(
            "/console",
            "/console/accounts",
            "/console/accounts/acc_1",
            "/console/accounts/acc_1/disconnect",
            "/console/accounts/connect",
            "/console/servers",
            "/console/servers/acc_1/new",
            "/console/servers/acc_1/srv_1",
            "/console/servers/acc_1/srv_1/edit",
            "/console/servers/acc_1/srv_1/rotate",
            "/console/servers/acc_1/srv_1/revoke",
            "/console/servers/acc_1/srv_1/duplicate",
            "/console/tools",
            "/console/tools/acme?account=acc_1",
            "/console/tools/acme/acme_list",
            "/console/tools/acme/acme_refund/run?account=acc_1",
            "/console/activity",
            "/console/activity/7",
            "/console/activity/verify",
            "/console/integrations",
            "/console/integrations/acme",
            "/console/integrations/upload",
            "/console/integrations/files/acme.jar",
            "/console/integrations/files/acme.jar/stop",
            "/console/integrations/files/acme.jar/start",
            "/console/integrations/files/acme.jar/remove",
            "/console/api-tokens",
            "/console/api-tokens/new",
            "/console/api-tokens/apt_2/revoke",
            "/console/settings",
            "/console/nowhere");

    /** Lists, and all that they ask of the admin API: nothing for each of their rows. */
    private static final Map<String, List<String>> LISTS = Map.of(
            "/console/accounts", List.of("/integrated-account", "/integration"),
            "/console/servers", List.of("/integrated-account", "/mcp-server"),
            "/console/activity", List.of("/integrated-account", "/audit"));

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
    void askForAListAsAWhole() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        LISTS.forEach((page, asked) -> {
            console.admin.asked.clear();
            assertEquals(200, browser.get(page).statusCode());
            assertEquals(
                    asked, console.admin.asked.stream().map(AdminRequest::path).toList(), page);
        });
    }

    private static void isGuarded(HttpResponse<String> response) {
        String policy = header(response, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertFalse(policy.contains("unsafe") || policy.contains("*") || policy.contains("http"), policy);
        for (String part : List.of(
                "script-src 'self'",
                "style-src 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "base-uri 'none'")) {
            assertTrue(policy.contains(part), part);
        }
        assertEquals("no-referrer", header(response, "Referrer-Policy"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("DENY", header(response, "X-Frame-Options"));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void everyAnswerGuardsItselfAndIsKeptNowhere() {
        ConsoleServer.Browser browser = console.browser();
        HttpResponse<String> redirect = browser.get("/console");
        isGuarded(redirect);
        assertEquals("no-store", header(redirect, "Cache-Control"));
        browser.signedIn();
        for (String path : PAGES) {
            HttpResponse<String> page = browser.get(path);
            assertEquals(path.endsWith("nowhere") ? 404 : 200, page.statusCode(), path + page.body());
            isGuarded(page);
            assertEquals("no-store", header(page, "Cache-Control"), path);
        }
    }

    @Test
    void noPageNeedsWhatThePolicyForbids() {
        Pattern inline =
                Pattern.compile("<style|<script(?![^>]* src=\"/console/assets/)|\\s(style|on[a-z]+)=|javascript:");
        Pattern elsewhere = Pattern.compile("(src|href|action|hx-get|hx-post)=\"(?!/console|#)([^\"]*)\"");
        ConsoleServer.Browser browser = console.browser().signedIn();
        for (String path : PAGES) {
            String page = browser.get(path).body();
            Matcher matcher = inline.matcher(page);
            assertFalse(matcher.find(), () -> path + ": " + matcher.group());
            Matcher foreign = elsewhere.matcher(page);
            assertFalse(foreign.find(), () -> path + ": " + foreign.group());
        }
    }

    @Test
    void whatOthersNamedIsTextAndNothingElse() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        for (String path : PAGES) {
            assertFalse(browser.get(path).body().contains("<script>alert"), path);
        }
        assertTrue(browser.get("/console/accounts")
                .body()
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"Söhne\""));
    }

    @Test
    void filesMayBeKeptForEverSinceTheirAddressNamesTheirContent() {
        ConsoleServer.Browser browser = console.browser();
        String page = browser.get("/console/sign-in").body();
        Matcher matcher =
                Pattern.compile("(?:src|href)=\"(/console/assets/[^\"]+)\"").matcher(page);
        int files = 0;
        while (matcher.find()) {
            HttpResponse<String> file = browser.get(matcher.group(1));
            assertEquals(200, file.statusCode());
            assertEquals("public, max-age=31536000, immutable", header(file, "Cache-Control"));
            isGuarded(file);
            files++;
        }
        assertEquals(9, files);
        assertEquals(303, browser.get("/console/assets/000000000000/base.css").statusCode());
    }

    @Test
    void aUrlIsInThePageThatMintedItAndNowhereElse() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        browser.get("/console/servers/acc_1/new");
        HttpResponse<String> minted = browser.post("/console/servers/acc_1", "name", "desk", "form_key", "k1");
        assertEquals(200, minted.statusCode());
        assertTrue(minted.body().contains(OneAccount.MCP_URL));
        assertEquals("no-store", header(minted, "Cache-Control"));
        assertFalse(minted.headers().map().toString().contains("minted-secret"));
        assertFalse(minted.uri().toString().contains("minted-secret"));
        assertEquals("k1", last("POST", "/integrated-account/acc_1/mcp"), "sent twice, it mints once");

        for (String path : PAGES) {
            assertFalse(browser.get(path).body().contains("minted-secret"), path);
        }
        HttpResponse<String> tried = browser.post("/console/servers/try", "url", OneAccount.MCP_URL);
        assertFalse(tried.body().contains("minted-secret"), "not even in the answer to a form that sent it");
    }

    private String last(String method, String path) {
        return console.admin.asked.stream()
                .filter(each -> each.method().equals(method) && each.path().equals(path))
                .reduce((first, second) -> second)
                .map(each -> String.valueOf(each.headers().get("idempotency-key")))
                .orElseThrow();
    }

    @Test
    void asksInTheNameOfThePersonsAddress() {
        console.browser().signedIn().get("/console/accounts");
        assertTrue(console.admin.asked.stream().allMatch(each -> "127.0.0.1".equals(each.remoteAddress())));
    }

    @Test
    void aHeadRequestGetsTheHeadersAlone() {
        ConsoleServer.Browser browser = console.browser().signedIn();
        HttpResponse<String> head = browser.send(
                browser.request("/console/accounts").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }
}
