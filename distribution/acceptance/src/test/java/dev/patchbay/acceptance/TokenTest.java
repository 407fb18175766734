package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what they then see. */
class TokenTest {
    private final SharedGateway gateway = SharedGateway.instance();

    @Test
    @DisplayName("42 unknown, expired, revoked and malformed tokens get the same 404 on every verb")
    void deadTokens() throws Exception {
        Admin.Server revoked = gateway.mintBillsby(Map.of("name", "revoked"));
        assertEquals(200, revoked.wire().modern("tools/list").send().status());
        gateway.admin().revoke(revoked);
        Admin.Server expired = gateway.mintBillsby(Map.of(
                "name", "expired", "expires_at", Instant.now().plusSeconds(1).toString()));
        assertEquals(200, expired.wire().modern("tools/list").send().status());
        SharedGateway.await(() -> expired.wire().modern("tools/list").send().status() == 404, Duration.ofSeconds(3));
        URI base = revoked.url();
        Set<String> answers = new HashSet<>();
        for (URI url : List.of(
                revoked.url(),
                expired.url(),
                base.resolve("/mcp/" + "A".repeat(43)),
                base.resolve("/mcp/short"),
                base.resolve("/mcp/" + "x".repeat(3_000)))) {
            Wire wire = Wire.to(url);
            answers.add(plain(wire.modern("tools/list").send()));
            answers.add(plain(wire.legacy("ping", Map.of())));
            answers.add(plain(wire.verb("GET")));
            answers.add(plain(wire.verb("DELETE")));
            answers.add(plain(wire.verb("PUT")));
        }
        assertEquals(1, answers.size(), () -> String.join("\n", answers));
        assertTrue(answers.iterator().next().startsWith("404 "));
        assertFalse(answers.iterator().next().toLowerCase(java.util.Locale.ROOT).contains("www-authenticate"));
    }

    @Test
    @DisplayName("42 a live token in a URL that no server should have to read gets the same 404 as an unknown one")
    void oddSpellings() throws Exception {
        URI url = gateway.fixture().url();
        String live = gateway.fixture().secret();
        String unknown = plain(
                Wire.to(url.resolve("/mcp/" + "A".repeat(43))).modern("ping").send());
        for (String path : List.of(
                "/mcp/LIVE%2F",
                "/mcp/%2FLIVE",
                "/mcp/%2e%2e/mcp/LIVE",
                "/mcp/LIVE%5C",
                "/mcp/LIVE%25",
                "/mcp/LIVE%00",
                "/mcp/LIVE%ff",
                "/mcp/LIVE%20",
                "/mcp//LIVE",
                "//mcp/LIVE",
                "/mcp/LIVE/else")) {
            String authority = url.getScheme() + "://" + url.getAuthority();
            Wire wire = Wire.to(URI.create(authority + path.replace("LIVE", live)));
            assertEquals(unknown, plain(wire.modern("ping").send()), path);
            assertEquals(unknown, plain(wire.verb("GET")), path);
        }
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET /mcp/" + live + "%zz HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
            assertTrue(answer.endsWith("\r\n\r\n{\"error\":\"not found\"}"), answer);
        }
    }

    @Test
    @DisplayName("43 an extra query string changes nothing")
    void queryStrings() {
        URI url = gateway.fixture().url();
        assertEquals(
                200,
                Wire.to(URI.create(url + "?v=2&sid=x&token=y"))
                        .modern("tools/list")
                        .send()
                        .status());
    }

    @Test
    @DisplayName("44 a second factor is asked for before the body is read, on every verb, in either header")
    void secondFactor() {
        Admin.Server server =
                gateway.mintBillsby(Map.of("name", "two factors", "config", Map.of("require_api_token_auth", true)));
        String apiToken = gateway.admin().apiToken("caller", "caller");
        Wire wire = server.wire();
        for (Answer refused : List.of(
                wire.post("{ not json"),
                wire.modern("tools/list").send(),
                wire.with("Accept", "text/event-stream").verb("GET"),
                wire.with("Authorization", "Bearer wrong").post("{}"),
                wire.with("X-API-Key", "wrong").post("{}"))) {
            assertEquals(401, refused.status());
            assertEquals("Bearer", refused.header("WWW-Authenticate"));
        }
        for (Wire right : List.of(wire.with("Authorization", "Bearer " + apiToken), wire.with("X-API-Key", apiToken))) {
            assertEquals(200, right.modern("tools/list").send().status());
        }
        try (Stream stream = wire.with("Accept", "text/event-stream").with("X-API-Key", apiToken).stream("GET", "")) {
            assertEquals(200, stream.status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/mcp/TOKEN",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/mcp/TOKEN",
                "/.well-known/openid-configuration",
                "/mcp/TOKEN/.well-known/openid-configuration",
                "/register",
                "/authorize",
                "/token",
                "/",
            })
    @DisplayName("45 the places where clients look for OAuth are 404 in JSON")
    void oauthProbes(String path) {
        Wire wire = Wire.to(gateway.fixture()
                .url()
                .resolve(path.replace("TOKEN", gateway.fixture().secret())));
        for (String verb : List.of("GET", "POST")) {
            Answer answer = wire.verb(verb);
            assertEquals(404, answer.status(), verb);
            assertTrue(answer.header("Content-Type").startsWith("application/json"), answer.header("Content-Type"));
            assertTrue(answer.json().isObject());
        }
    }

    @Test
    @DisplayName("46 no token is in logs, metrics, audit or the shell after all that was done with it")
    void tokensStaySecret() throws Exception {
        String secret = gateway.fixture().secret();
        Wire.to(gateway.fixture().url().resolve("/.well-known/openid-configuration/mcp/" + secret))
                .verb("GET");
        gateway.fixture().wire().modern("tools/call").call("nonsense", Map.of()).send();
        String everything = gateway.logs()
                + gateway.metrics()
                + gateway.admin().call("GET", "/audit?limit=200", null)
                + gateway.shell("gateway:audit")
                + gateway.shell("gateway:servers");
        for (String never :
                List.of(secret, gateway.billsby().secret(), gateway.adminToken(), SharedGateway.SCRIPTED_KEY)) {
            assertFalse(everything.contains(never));
        }
    }

    @Test
    @DisplayName("47 servers of one account see what their filters leave, and a hidden tool is an unknown tool")
    void filters() {
        Wire read = gateway.mintBillsby(Map.of("name", "read", "config", Map.of("methods", List.of("read"))))
                .wire();
        Wire invoices = gateway.mintBillsby(Map.of("name", "tags", "config", Map.of("tags", List.of("invoices"))))
                .wire();
        Set<String> reads = names(read);
        Set<String> tagged = names(invoices);
        assertTrue(reads.contains("get_single_billsby_invoice_by_id"));
        assertFalse(reads.contains("billsby_invoices_refund_invoice"));
        assertFalse(reads.contains("get_single_billsby_payment_details_request_by_id"), "it mails the customer");
        assertTrue(tagged.contains("billsby_invoices_refund_invoice"));
        assertFalse(tagged.contains("list_all_billsby_customers"));
        Map<String, Object> arguments = Map.of("customerUniqueId", "c", "invoiceNumber", "i", "amount", 1);
        Answer hidden = read.modern("tools/call")
                .call("billsby_invoices_refund_invoice", arguments)
                .send();
        Answer unknown = read.modern("tools/call")
                .call("billsby_invoices_rufend_invoice", arguments)
                .send();
        assertEquals(-32602, hidden.errorCode());
        assertEquals(hidden.body().replace("refund", "rufend"), unknown.body());
        assertEquals(hidden.status(), unknown.status());
    }

    @Test
    @DisplayName("the same server opens at /mcp with its token as bearer")
    void bearerForm() {
        Wire wire = Wire.to(gateway.fixture().url().resolve("/mcp"));
        Answer answer = wire.with("Authorization", "Bearer " + gateway.fixture().secret())
                .modern("tools/list")
                .send();
        assertEquals(200, answer.status());
        assertEquals(404, wire.modern("tools/list").send().status());
    }

    private static Set<String> names(Wire wire) {
        Set<String> names = new HashSet<>();
        wire.modern("tools/list")
                .send()
                .result()
                .path("tools")
                .forEach(tool -> names.add(tool.path("name").asString()));
        return names;
    }

    /** An answer without what differs between any two: its date. */
    private static String plain(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        assertNull(headers.get("www-authenticate"));
        return answer.status() + " " + headers + " " + answer.body();
    }
}
