package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathInjectionTest {
    private static final int STRINGS = 100_000;
    /** What attacks are made of stands more often than what it hides in. */
    private static final String[] PIECES = {
        ".",
        "..",
        "/",
        "\\",
        "%",
        "%2e",
        "%2F",
        "%5c",
        "%252e",
        "%00",
        "%c0%af",
        "?",
        "#",
        ";",
        "&",
        "=",
        "@",
        ":",
        " ",
        "\r\n",
        "\t",
        "\u0000",
        "\u0085",
        "ä",
        "漢",
        "😀",
        "\ud800",
        "\udc00",
        "\u2025",
        "a",
        "Z",
        "9",
        "-",
        "_",
        "~",
        "+",
        "{",
        "}",
        "http://evil.example/",
        "refund"
    };

    private static final DescribedProvider PROVIDER =
            Acme.tool("POST /core/{subdomain}/customers/{id}/refunds", "path: { id: { type: string } }");

    @Test
    void keepsAHundredThousandRandomStringsInTheirSegment() {
        Random random = new Random(20261124);
        int accepted = 0;
        for (int i = 0; i < STRINGS; i++) {
            String value = random(random);
            String path;
            try {
                path = Acme.plan(PROVIDER, Map.of("id", value)).path();
            } catch (GatewayException e) {
                assertEquals(Kind.INVALID_ARGUMENT, e.kind());
                continue;
            }
            accepted++;
            assertStays(value, path);
        }
        assertTrue(accepted > STRINGS / 10, "only " + accepted + " were accepted: the test says little");
        assertTrue(accepted < STRINGS * 9 / 10, accepted + " were accepted: the test attacks little");
    }

    private static void assertStays(String value, String path) {
        assertTrue(path.startsWith("/core/north/customers/"), path);
        assertTrue(path.endsWith("/refunds"), path);
        assertEquals(5, path.chars().filter(c -> c == '/').count(), path);
        assertTrue(path.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\?#\"<>".indexOf(c) < 0), path);
        URI uri = URI.create("https://vendor.example" + path);
        assertEquals(path, uri.normalize().getRawPath());
        assertEquals("/core/north/customers/" + value + "/refunds", uri.getPath());
    }

    private static String random(Random random) {
        StringBuilder value = new StringBuilder();
        int pieces = random.nextInt(7);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(4) == 0) {
                value.append(PIECES[random.nextInt(PIECES.length)]);
            } else if (random.nextInt(8) == 0) {
                value.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            } else {
                value.append((char) ('a' + random.nextInt(26)));
            }
        }
        return value.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "%2e",
                "%2E%2e",
                ".%2e",
                "%252e%252e",
                "a%2fb",
                "a%5Cb",
                "a%3Fb",
                "a%23b",
                "a%00",
                "a%0d%0ab",
                "%c0%ae",
                "%25252525252e",
                "..;x",
                ".;",
                "a\rb",
                "a\u007fb",
                "a\u0085b",
                "\ud800"
            })
    void refusesWhatWouldLeaveItsSegment(String value) {
        GatewayException refused = assertThrows(GatewayException.class, () -> Acme.plan(PROVIDER, Map.of("id", value)));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).startsWith("id "), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "100% sure", "a.b", "...", "a;b", "K7Q2-3", "漢字", "a+b", "x@y.example", "%zz"})
    void takesWhatStays(String value) {
        assertStays(value, Acme.plan(PROVIDER, Map.of("id", value)).path());
    }
}
