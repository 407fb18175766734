package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.testkit.Answer;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.Received;
import dev.patchbay.testkit.StandInScheme;
import dev.patchbay.testkit.VendorSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorProxyTest {
    private static final VendorRequest GET = VendorRequest.get("/things/1");
    private static final VendorRequest POST =
            new VendorRequest("POST", "/things", List.of(), Map.of(), new VendorBody.Json(Map.of("a", 1)));

    private FakeVendor vendor;
    private Line line;

    @BeforeEach
    void start() {
        vendor = FakeVendor.start();
        line = Line.to(vendor);
    }

    @AfterEach
    void stop() {
        line.close();
        vendor.close();
    }

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
    void keepsBackWhatTheVendorSaysToItsOwnClient() {
        vendor.answers(200, "{}", "Set-Cookie: a=1", "WWW-Authenticate: Basic", "Location: /x", "X-Kept: yes");
        Map<String, String> headers = line.send(GET).headers();
        assertEquals("yes", headers.get("x-kept"));
        for (String gone : List.of("set-cookie", "www-authenticate", "location", "content-length", "connection")) {
            assertFalse(headers.containsKey(gone), gone);
        }
    }

    @Test
    void keepsEveryDigitOfANumber() {
        vendor.answers(
                200,
                "{\"a\": 12345678901234567890123, \"b\": 0.1000000000000000055511151231257827, \"c\": 9007199254740993, \"d\": 7}");
        assertEquals(
                Map.of(
                        "a",
                        new BigInteger("12345678901234567890123"),
                        "b",
                        new BigDecimal("0.1000000000000000055511151231257827"),
                        "c",
                        9007199254740993L,
                        "d",
                        7),
                line.send(GET).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | {\"a\":1} | json",
                "text/html; charset=utf-8 | [1] | json",
                "text/plain | just words | text",
                "text/plain | {not json | text",
                "text/csv | a,b | text",
                "application/xml | <a/> | text",
                "application/problem+json | {\"a\":1} | json",
                "application/octet-stream | {\"a\":1} | json"
            })
    void readsAnAnswerForWhatItIs(String type, String text, String kind) {
        vendor.answers(Answer.text(200, type, text));
        Object body = line.send(GET).body();
        assertEquals(kind.equals("text"), body instanceof String, String.valueOf(body));
        if (kind.equals("text")) {
            assertEquals(text, body);
        }
    }

    @Test
    void readsTheCharsetThatTheVendorNamesAndUtf8IfNobodyKnowsIt() {
        vendor.answers(
                Answer.bytes(200, "text/plain; charset=iso-8859-1", "Grüße".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("Grüße", line.send(GET).body());
        vendor.answers(Answer.bytes(
                200, "application/json; charset=\"iso-8859-1\"", "\"Grüße\"".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("Grüße", line.send(GET).body());
        vendor.answers(Answer.text(200, "text/plain; charset=klingon", "Grüße"));
        assertEquals("Grüße", line.send(GET).body());
        vendor.answers(Answer.text(200, "application/json; charset=x/y", "\uFEFF[\"ü\"]"));
        assertEquals(List.of("ü"), line.send(GET).body());
    }

    @Test
    void handsOnBytesAsBase64() {
        byte[] pdf = {'%', 'P', 'D', 'F', (byte) 0xff};
        vendor.answers(Answer.bytes(200, "application/pdf", pdf));
        assertEquals(
                Map.of(
                        "contentType",
                        "application/pdf",
                        "base64",
                        Base64.getEncoder().encodeToString(pdf)),
                line.send(GET).body());
    }

    @Test
    void readsAnAnswerWithoutABody() {
        vendor.answers(Answer.empty(204));
        VendorResponse response = line.send(GET);
        assertEquals(204, response.status());
        assertNull(response.body());
    }

    @Test
    void saysThatAnAnswerIsNoJsonAndWhetherItWasCarriedOut() {
        vendor.answers(200, "{\"a\":");
        GatewayException refused = line.refused(POST);
        assertEquals(Kind.VENDOR_FAILED, refused.kind());
        assertEquals(
                "acme answered 200 to POST /things, but its answer is not the JSON that it claims to be. By its status "
                        + "the request was carried out: read what it changed before you repeat it.",
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"detail\":\"email is required\"}} | email is required",
                "{\"message\":[\"a is missing\",\"b is wrong\"]} | a is missing; b is wrong",
                "{\"errors\":[{\"field\":\"email\",\"message\":\"is required\"}]} | email: is required",
                "{\"error_description\":\"expired\"} | expired",
                "{\"code\":7} | {\"code\":7}",
                "[\"one\",\"two\"] | one; two",
                "{\"message\":\"no\\n  line\\tbreaks\",\"traceId\":\"t1\"} | no line breaks (traceId t1)"
            })
    void saysWhatTheVendorSaid(String body, String reason) {
        vendor.answers(422, body);
        GatewayException refused = line.refused(POST);
        assertEquals(Kind.VENDOR_REJECTED, refused.kind());
        assertEquals(422, refused.vendorStatus());
        assertEquals("acme answered 422 to POST /things: " + reason, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "400, VENDOR_REJECTED",
        "401, NOT_CONNECTED",
        "402, VENDOR_REJECTED",
        "403, VENDOR_REJECTED",
        "404, VENDOR_REJECTED",
        "409, VENDOR_REJECTED",
        "422, VENDOR_REJECTED",
        "429, RATE_LIMITED",
        "500, VENDOR_FAILED",
        "503, VENDOR_FAILED"
    })
    void judgesByTheStatusAndSendsOnce(int status, Kind kind) {
        vendor.answers(Answer.empty(status));
        GatewayException refused = line.refused(POST);
        assertEquals(kind, refused.kind());
        assertEquals(status, refused.vendorStatus());
        assertEquals(1, vendor.received().size());
    }

    @Test
    void saysNoMoreOfAnErrorThanSixHundredCharacters() {
        vendor.answers(Answer.text(400, "text/html", "<html><b>Bad</b>\n gateway " + "x".repeat(5_000)));
        String message = String.valueOf(line.refused(GET).getMessage());
        assertTrue(message.startsWith("acme answered 400 to GET /things/1: Bad gateway xxx"), message);
        assertTrue(message.length() < 660, message.length() + " characters");
    }

    @Test
    void takesAnAnswerThatSaysThatItFailedForAFailure() {
        vendor.answers(200, "{\"success\":false,\"message\":\"plan is closed\"}");
        GatewayException refused = line.refused(POST);
        assertEquals(Kind.VENDOR_REJECTED, refused.kind());
        assertEquals(
                "acme answered 200 to POST /things, but says that it failed: plan is closed", refused.getMessage());
    }

    @Test
    void hidesTheSecretInEveryFormInWhichTheVendorRepeatsIt() {
        String base64 = Base64.getEncoder().encodeToString(Line.SECRET.getBytes(StandardCharsets.UTF_8));
        vendor.answers(400, "{\"message\":\"key " + Line.SECRET + " or " + base64 + " is wrong\"}");
        assertEquals(
                "acme answered 400 to GET /things/1: key *** or *** is wrong",
                line.refused(GET).getMessage());
        // Half a secret would remain if the text were cut first.
        vendor.answers(400, "{\"message\":\"" + "x".repeat(590) + Line.SECRET + "\"}");
        assertFalse(String.valueOf(line.refused(GET).getMessage()).contains("canary"));
        vendor.answers(500, "{\"traceId\":\"" + Line.SECRET + "\",\"message\":\"m\"}");
        assertFalse(String.valueOf(line.refused(GET).getMessage()).contains("canary"));
    }

    @Test
    void hidesTheProofThatAKeyInTheQueryIs() {
        AuthScheme inQuery = new AuthScheme() {
            @Override
            public String name() {
                return "key";
            }

            @Override
            public List<Field> fields(Map<String, Object> settings) {
                return List.of();
            }

            @Override
            public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
                return request.withQuery("signature", "derived-from-the-key");
            }
        };
        try (Line other =
                new Line(vendor.url(), VendorSettings.allowing(vendor.host()), InetAddress::getAllByName, inQuery)) {
            vendor.answers(403, "{\"message\":\"bad signature derived-from-the-key\"}");
            assertEquals(
                    "acme answered 403 to GET /things/1: bad signature ***. The account's credential may lack the "
                            + "permission for it.",
                    other.refused(GET).getMessage());
            assertEquals(
                    "/things/1?signature=derived-from-the-key", vendor.last().target());
        }
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
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "RateLimit-Limit: 100; RateLimit-Remaining: 0; RateLimit-Reset: 7 | 100 | 0 | 7 | 7",
                "X-RateLimit-Limit: 100; X-RateLimit-Remaining: 0 | 100 | 0 | - | -",
                "X-Rate-Limit-Limit: 60; X-Rate-Limit-Reset: 12; Retry-After: 3 | 60 | - | 12 | 3",
                "Retry-After: 30 | - | - | - | 30",
                "X-Max: 100; X-Left: 0; X-Ms: 9500 | 100 | 0 | 10 | 10",
                "RateLimit: \"default\"% r=0% t=5; RateLimit-Policy: \"default\"% q=50% w=10 | 50 | 0 | 5 | 5",
                "RateLimit: limit=10, remaining=0, reset=4 | 10 | 0 | 4 | 4",
                "X-Other: 1 | - | - | - | -"
            })
    void readsTheQuotaOfA429(String headers, Long limit, Long remaining, Long reset, Long wait) {
        vendor.answers(
                429,
                "{}",
                Arrays.stream(headers.split("; "))
                        .map(header -> header.replace('%', ';'))
                        .toArray(String[]::new));
        GatewayException refused = line.refused(POST);
        assertEquals(Kind.RATE_LIMITED, refused.kind());
        assertEquals(new RateLimit(limit, remaining, reset, wait), refused.rateLimit());
        assertEquals(1, vendor.received().size(), "a 429 is not retried");
    }

    @Test
    void saysHowLongToWait() {
        vendor.answers(429, "{\"message\":\"Too many\"}", "X-Max: 100", "X-Left: 0", "X-Ms: 10000");
        assertEquals(
                "acme answered 429 to POST /things: Too many. The vendor's rate limit is reached: 100 calls in a window "
                        + "that starts anew in 10 seconds, 0 left. Nothing was done. Wait 10 seconds before you call "
                        + "again.",
                line.refused(POST).getMessage());
        vendor.answers(Answer.empty(429));
        assertEquals(
                "acme answered 429 to POST /things. The vendor's rate limit is reached. Nothing was done. The vendor "
                        + "does not say how long to wait: wait a minute before you call again.",
                line.refused(POST).getMessage());
    }

    @Test
    void handsOnTheQuotaOfEveryAnswer() {
        vendor.answers(200, "{}", "X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 41");
        assertEquals(new RateLimit(100L, 41L, null, null), line.send(GET).rateLimit());
        assertNull(line.send(GET).rateLimit());
        vendor.answers(404, "{}", "X-RateLimit-Remaining: 40");
        assertEquals(new RateLimit(null, 40L, null, null), line.refused(GET).rateLimit());
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
    void connectsToNobodyInItsOwnNetworkUnlessAllowed() {
        try (Line other = Line.to(vendor.url().replace("http://127.0.0.1", "https://127.0.0.1"))) {
            GatewayException refused = other.refused(POST);
            assertEquals(Kind.MISCONFIGURED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("allowed_private_hosts"), refused.getMessage());
        }
        assertEquals(0, vendor.received().size());
    }

    @Test
    void takesOtherSettingsWhileItRuns() {
        try (Line other = Line.to(vendor.url())) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
            other.proxy.modified(VendorSettings.allowing(vendor.host()));
            assertEquals(200, other.send(GET).status());
        }
    }

    @Test
    void asksPlainHttpOnlyOfAllowedHosts() {
        try (Line other = Line.to("http://acme.example")) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
        }
    }

    @Test
    void connectsToTheVeryAddressThatItChecked() throws Exception {
        // A name that is public when it is asked first and private the next time would slip through two look-ups.
        InetAddress[] answers = {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("8.8.8.8")};
        int[] asked = {0};
        EgressGuard.Lookup rebinding = host -> {
            if (!host.equals("vendor.example")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {answers[Math.min(asked[0]++, 1)]};
        };
        String url =
                "http://vendor.example" + vendor.url().substring(vendor.url().lastIndexOf(':'));
        try (Line other =
                new Line(url, VendorSettings.allowing("vendor.example"), rebinding, new StandInScheme("key"))) {
            other.send(GET);
            assertEquals(1, asked[0], "resolved once, for the connection itself");
            assertEquals(
                    "vendor.example" + url.substring(url.lastIndexOf(':')),
                    vendor.last().header("Host"));
        }
    }

    @Test
    void refusesANameOfWhichOneAddressIsPrivate() throws Exception {
        InetAddress[] mixed = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.5")};
        try (Line other = new Line(
                "https://vendor.example", VendorSettings.allowing(), host -> mixed, new StandInScheme("key"))) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
        }
    }

    @Test
    void saysThatNothingWasSentIfNobodyListens() {
        String url = vendor.url();
        String host = vendor.host();
        vendor.close();
        try (Line other = Line.to(url, host)) {
            GatewayException refused = other.refused(POST);
            assertEquals(Kind.VENDOR_UNREACHABLE, refused.kind());
            assertEquals(
                    "acme cannot be reached for POST /things: it accepts no connection. Nothing was sent.",
                    refused.getMessage());
            assertEquals(1, other.told.size());
        }
        try (Line other = new Line(
                "https://no.example",
                VendorSettings.allowing(),
                name -> {
                    throw new UnknownHostException(name);
                },
                new StandInScheme("key"))) {
            assertEquals(
                    "acme cannot be reached for POST /things: its host name has no address. Nothing was sent.",
                    other.refused(POST).getMessage());
        }
    }

    @Test
    void saysNothingOfAnUnknownOutcomeWhereNothingIsChanged() {
        vendor.answers(Answer.empty(500));
        assertTrue(String.valueOf(line.refused(POST).getMessage()).contains("It is unknown whether acme carried"));
        vendor.answers(Answer.empty(500));
        assertEquals("acme answered 500 to GET /things/1.", line.refused(GET).getMessage());
        line.effect = Effect.READS;
        vendor.answers(Answer.empty(500));
        assertEquals("acme answered 500 to POST /things.", line.refused(POST).getMessage());
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
