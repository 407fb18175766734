package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.testkit.Answer;
import dev.patchbay.testkit.VendorSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a vendor's answer. */
class VendorAnswerTest extends WithLine {
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
}
