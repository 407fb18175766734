package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.testkit.Answer;
import dev.patchbay.testkit.Received;
import dev.patchbay.testkit.StandInScheme;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a vendor, and by which credential. */
class VendorProxyTest extends WithLine {
    @Test
    void sendsWhatWasPlannedAndNothingElse() {
        VendorRequest request = new VendorRequest(
                "PUT",
                "/things/a%20b/",
                List.of(new VendorRequest.Param("q", "ä &=+"), new VendorRequest.Param("l[]", "1")),
                Map.of("Version", "2021-07-28"),
                new VendorBody.Json(Map.of("amount", new BigDecimal("10.50"))));
        line.send(request);
        Received received = vendor.last();
        assertEquals("PUT", received.method());
        assertEquals("/things/a%20b/?q=%C3%A4%20%26%3D%2B&l%5B%5D=1", received.target());
        assertEquals("{\"amount\":10.50}", received.text());
        assertEquals("application/json", received.header("Content-Type"));
        assertEquals("2021-07-28", received.header("Version"));
        assertEquals(Line.SECRET, received.header(StandInScheme.HEADER));
        assertEquals("Patchbay-Test", received.header("User-Agent"));
        assertEquals("gzip", received.header("Accept-Encoding"));
        assertEquals(vendor.host(), received.header("Host"));
        assertNull(received.header("Cookie"));
        assertNull(received.header("Authorization"));
        assertEquals(1, vendor.received().size());
    }

    @Test
    void putsTheBasePathBeforeThePath() {
        line.account = Line.account(vendor.url() + "/api/{{context.subdomain}}/", "key", AccountStatus.ACTIVE);
        line.send(GET);
        assertEquals("/api/north/things/1", vendor.last().target());
    }

    @Test
    void sendsADeleteWithABody() {
        line.send(
                new VendorRequest("DELETE", "/things/1", List.of(), Map.of(), new VendorBody.Json(Map.of("why", "x"))));
        assertEquals("DELETE", vendor.last().method());
        assertEquals("{\"why\":\"x\"}", vendor.last().text());
    }

    @Test
    void sendsAForm() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("a b", "c&d");
        line.send(POST.withBody(new VendorBody.Form(fields)));
        assertEquals("a%20b=c%26d", vendor.last().text());
        assertEquals("application/x-www-form-urlencoded", vendor.last().header("Content-Type"));
    }

    @Test
    void sendsMultipartThatNoNameCanBreak() {
        line.send(POST.withBody(new VendorBody.Multipart(List.of(
                new VendorBody.Part("team", null, null, "t-7".getBytes(StandardCharsets.UTF_8)),
                new VendorBody.Part("f\"\r\nX: 1", "ä\".txt", "text/plain\r\nX: 1", new byte[] {65, 0, 66})))));
        String type = vendor.last().header("Content-Type");
        String boundary = type.substring("multipart/form-data; boundary=".length());
        assertEquals(
                "--B\r\nContent-Disposition: form-data; name=\"team\"\r\n\r\nt-7\r\n"
                        + "--B\r\nContent-Disposition: form-data; name=\"f%22%0D%0AX: 1\"; filename=\"ä%22.txt\"\r\n"
                        + "Content-Type: text/plain  X: 1\r\n\r\nA\0B\r\n--B--\r\n",
                vendor.last().text().replace(boundary, "B"));
    }

    @Test
    void sendsNoBodyWhereNoneIsPlanned() {
        line.send(new VendorRequest("POST", "/things", List.of(), Map.of(), null));
        assertEquals(0, vendor.last().body().length);
        assertNull(vendor.last().header("Content-Type"));
    }

    @Test
    void keepsNoCookieAndFollowsNoRedirect() {
        vendor.answers(200, "{}", "Set-Cookie: session=1; Path=/");
        line.send(GET);
        vendor.answers(302, "{}", "Location: " + vendor.url() + "/elsewhere");
        GatewayException refused = line.refused(GET);
        assertEquals(Kind.VENDOR_FAILED, refused.kind());
        assertEquals(302, refused.vendorStatus());
        assertNull(vendor.last().header("Cookie"));
        assertEquals(2, vendor.received().size());
    }

    @Test
    void saysWhoCanMendAMissingSchemeOrMethod() {
        line.account = Line.account(vendor.url(), "other", AccountStatus.ACTIVE);
        GatewayException absent = line.refused(GET);
        assertEquals(Kind.NOT_CONNECTED, absent.kind());
        assertTrue(String.valueOf(absent.getMessage()).contains("\"absent\" is not deployed"), absent.getMessage());
        line.account = Line.account(vendor.url(), "gone", AccountStatus.ACTIVE);
        assertEquals(Kind.NOT_CONNECTED, line.refused(GET).kind());
        assertEquals(0, vendor.received().size());
    }

    @Test
    void takesASchemeThatComesAndGoes() {
        line.schemes.unbind(line.schemes.find("key").orElseThrow());
        assertEquals(Kind.NOT_CONNECTED, line.refused(GET).kind());
        line.schemes.bind(new StandInScheme("key"));
        assertEquals(200, line.send(GET).status());
    }

    @Test
    void tellsAnAccountsStateOnceForEachChange() {
        line.send(GET);
        assertEquals(List.of(), line.told, "it was active already");
        vendor.answers(Answer.empty(401)).answers(Answer.empty(401));
        line.refused(GET);
        line.refused(GET);
        assertEquals(List.of("reauth a1: acme answered 401 to GET /things/1"), line.told);
        line.send(GET);
        line.send(GET);
        assertEquals(2, line.told.size());
        assertEquals("healthy a1", line.told.get(1));
        vendor.answers(Answer.empty(503)).answers(Answer.empty(422)).answers(Answer.empty(500));
        line.refused(GET);
        line.refused(GET);
        line.refused(GET);
        assertEquals(
                List.of("unreachable a1: acme answered 503 to GET /things/1", "healthy a1"),
                line.told.subList(2, line.told.size()));
    }

    @Test
    void tellsThatAStoredStateIsOver() {
        line.account = Line.account(vendor.url(), "key", AccountStatus.NEEDS_REAUTH);
        line.send(GET);
        line.send(GET);
        assertEquals(List.of("healthy a1"), line.told);
    }

    @Test
    void checksAnAccountWithTheHarmlessRequest() {
        assertNotNull(line.proxy.check(line.provider, line.account));
        assertEquals("GET /me", vendor.last().method() + " " + vendor.last().target());
        vendor.answers(Answer.empty(401));
        Credential fresh = new Credential(Map.of("key", "another-key"));
        GatewayException refused =
                assertThrows(GatewayException.class, () -> line.proxy.check(line.provider, line.account, fresh));
        assertEquals(Kind.NOT_CONNECTED, refused.kind());
        assertEquals("another-key", vendor.last().header(StandInScheme.HEADER));
        assertEquals(List.of(), line.told, "nobody knows the account yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b", "\u007f"})
    void refusesHeadersThatWouldBecomeTwo(String value) {
        GatewayException refused = line.refused(GET.withHeader("X-Note", value));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(0, vendor.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Cookie", "Connection", "X Y", ""})
    void refusesHeadersThatAreTheClientsOwn(String name) {
        assertEquals(Kind.MISCONFIGURED, line.refused(GET.withHeader(name, "1")).kind());
        assertEquals(0, vendor.received().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/..",
                "/a/./b",
                "/%2e%2e/b",
                "/a/%2E./b",
                "/a b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "//evil.example/a",
                "/a\u0000",
                "/ä"
            })
    void refusesPathsOfHooksThatLeadElsewhere(String path) {
        assertEquals(
                Kind.INVALID_ARGUMENT, line.refused(VendorRequest.get(path)).kind());
        assertEquals(0, vendor.received().size());
    }

    @Test
    void sendsHundredsOfHardPathsAsTheyAre() {
        for (int c = 1; c < 0x180; c++) {
            String value = "a" + Character.toString(c) + "b";
            if (PathSegment.complaint(value) == null) {
                StringBuilder path = new StringBuilder("/core/");
                PathSegment.encode(value, path);
                path.append("/end");
                line.send(VendorRequest.get(path.toString()));
                assertEquals(path.toString(), vendor.last().target());
                assertEquals(
                        "/core/" + value + "/end",
                        URI.create(vendor.last().target()).getPath());
            }
        }
        assertTrue(vendor.received().size() > 250, vendor.received().size() + " were sent");
    }
}
