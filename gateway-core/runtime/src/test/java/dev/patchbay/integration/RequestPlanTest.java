package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPlanTest {
    @Test
    void fillsThePathFromArgumentsAndContext() {
        DescribedProvider provider =
                Acme.tool("PUT /core/{subdomain}/a-{id}.json/Payment/", "path: { id: { type: string } }");
        VendorRequest request = Acme.plan(provider, Map.of("id", "Äx 1+%&="));
        assertEquals("PUT", request.method());
        assertEquals("/core/north/a-%C3%84x%201%2B%25%26%3D.json/Payment/", request.path());
        assertNull(request.body());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "12345678901234567890, 12345678901234567890", "1E+3, 1000", "10.50, 10.50"})
    void writesNumbersPlainly(String number, String text) {
        DescribedProvider provider = Acme.tool("GET /a/{id}", "path: { id: { type: number } }");
        assertEquals(
                "/a/" + text,
                Acme.plan(provider, Map.of("id", new BigDecimal(number))).path());
    }

    @Test
    void refusesAPathArgumentThatIsNoSingleValue() {
        DescribedProvider provider = Acme.tool("GET /a/{id}", "path: { id: { type: string } }");
        assertRefused(provider, Map.of("id", List.of("a")), "id must be a single value");
        assertRefused(provider, Map.of(), "id is missing");
        assertRefused(provider, Map.of("id", ""), "id is empty");
        assertRefused(provider, Map.of("id", "a/b"), "id must not hold /");
    }

    @Test
    void refusesSegmentsThatBecomeDotsOnlyTogether() {
        DescribedProvider provider = Acme.tool("GET /a/{x}{y}/b", "path: { x: { type: string }, y: { type: string } }");
        assertRefused(provider, Map.of("x", ".", "y", "z"), "x must not be a path of its own");
        assertEquals(
                "/a/.z-/b", Acme.plan(provider, Map.of("x", ".z", "y", "-")).path());
    }

    @Test
    void blamesTheOperatorForAContextThatCannotStandInAPath() {
        DescribedProvider provider = Acme.tool("GET /a/{team}", "");
        Account account = new Account("a", "acme", Map.of("subdomain", "n", "team", "../x"));
        GatewayException refused =
                assertThrows(GatewayException.class, () -> provider.plan(Acme.only(provider), account, Map.of()));
        assertEquals(Kind.MISCONFIGURED, refused.kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repeat | f=x f=y",
                "comma | f=x,y",
                "brackets | f[]=x f[]=y",
                "deep | f[0]=x f[1]=y",
                "json | f=[\"x\",\"y\"]"
            })
    void writesArraysInEveryStyle(String style, String expected) {
        assertEquals(expected, query("{ type: array, wire: f, style: " + style + " }", List.of("x", "y")));
    }

    @Test
    void repeatsTheNameOfAnArrayWhereNoStyleIsGiven() {
        assertEquals("a=1 a=true", query("{ type: array }", List.of(1, true)));
        assertEquals("", query("{ type: array, style: comma }", List.of()));
    }

    @Test
    void writesObjectsDeepOrAsJson() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("k", "v");
        value.put("n", Map.of("m", List.of(1, 2)));
        assertEquals("a[k]=v a[n][m][0]=1 a[n][m][1]=2", query("{ type: object, style: deep }", value));
        assertEquals("a={\"k\":\"v\",\"n\":{\"m\":[1,2]}}", query("{ type: object }", value));
    }

    @Test
    void leavesOutWhatIsNotGivenOrNullInAQuery() {
        DescribedProvider provider = Acme.tool("GET /a", "query: { a: { type: string }, b: { type: string } }");
        assertEquals(
                List.of(),
                Acme.plan(provider, Collections.singletonMap("a", null)).query());
    }

    @Test
    void sendsFixedValuesThatTheModelNeverSees() {
        DescribedProvider provider = Acme.tool("POST /a", """
                body: { name: { type: string } }
                fixed:
                  query: { altType: team, altId: "{{context.team}}", both: "{{context.subdomain}}-{{context.team}}", n: 3 }
                  header: { X-Team: "{{context.team}}" }
                  body: { teamId: "{{context.team}}", deep: { list: ["{{context.team}}", 1], flag: true }, none: [] }
                """);
        VendorRequest request = Acme.plan(provider, Map.of("name", "n"));
        assertEquals("altType=team altId=t-7 both=north-t-7 n=3", text(request.query()));
        assertEquals(Map.of("X-Team", "t-7"), request.headers());
        assertEquals(
                Map.of(
                        "name",
                        "n",
                        "teamId",
                        "t-7",
                        "deep",
                        Map.of("list", List.of("t-7", 1), "flag", true),
                        "none",
                        List.of()),
                json(request));
    }

    @Test
    void leavesOutFixedValuesThatTheAccountDoesNotHave() {
        DescribedProvider provider = Acme.tool(
                "GET /a",
                "fixed: { query: { team: \"{{context.team}}\", x: y }, header: { T: \"{{context.team}}\" } }");
        Account account = new Account("a", "acme", Map.of("subdomain", "n"));
        VendorRequest request = provider.plan(Acme.only(provider), account, Map.of());
        assertEquals("x=y", text(request.query()));
        assertEquals(Map.of(), request.headers());
    }

    @Test
    void sendsFixedValuesThatAreEmpty() {
        DescribedProvider provider = Acme.tool("POST /a", """
                body: {}
                fixed: { query: { after: "" }, body: { after: "", none: [], nothing: {} } }
                """);
        VendorRequest request = Acme.plan(provider, Map.of());
        assertEquals("after=", text(request.query()));
        assertEquals(Map.of("after", "", "none", List.of(), "nothing", Map.of()), json(request));
    }

    @Test
    void leavesOutFixedValuesOfTheBodyThatTheAccountDoesNotHaveAtAnyDepth() {
        DescribedProvider provider = Acme.tool("POST /a", """
                fixed: { body: { team: "{{context.team}}", deep: { team: "{{context.team}}", of: "{{context.subdomain}}" } } }
                """);
        Account account = new Account("a", "acme", Map.of("subdomain", "n"));
        VendorRequest request = provider.plan(Acme.only(provider), account, Map.of());
        assertEquals(Map.of("deep", Map.of("of", "n")), json(request));
    }

    @Test
    void takesAContextFieldOrFixedValueAsAnArgumentOnlyIfItIsTheAccounts() {
        DescribedProvider provider =
                Acme.tool("GET /a", "fixed: { query: { altType: team, altId: \"{{context.team}}\" } }");
        VendorRequest request =
                Acme.plan(provider, Map.of("team", "t-7", "altType", "team", "altId", "t-7", "subdomain", "north"));
        assertEquals("altType=team altId=t-7", text(request.query()));
        assertRefused(
                provider,
                Map.of("team", "t-8"),
                "team is decided by the connected account (it is t-7) and cannot be chosen: leave it out. Another one "
                        + "needs an account of its own.");
        assertRefused(
                provider,
                Map.of("altType", "agency"),
                "altType is decided by the connected account (it is team) and cannot be chosen: leave it out. Another "
                        + "one needs an account of its own.");
        assertRefused(provider, Map.of("colour", "red"), "there is no argument colour");
    }

    @Test
    void handsBackOwnArgumentsForTheCheckAgainstTheSchema() {
        DescribedProvider provider = Acme.tool("GET /a", "query: { a: { type: string } }");
        assertEquals(
                Map.of("a", "1"),
                provider.ownArguments(Acme.only(provider), Acme.ACCOUNT, Map.of("a", "1", "team", "t-7")));
    }

    @Test
    void laysHeadersOfVendorResourceAndMethodOverEachOther() {
        DescribedProvider provider = Acme.more("""
                        headers: { X-Client: patchbay, Version: "1", X-Team: "{{context.team}}" }
                        resources:
                          tickets:
                            headers: { version: "2" }
                            methods:
                              act:
                                request: GET /a
                                title: Act
                                description: Acts.
                                headers: { X-CLIENT: other }
                                header: { trace: { type: string, wire: X-Trace } }
                        """).accepted();
        assertEquals(
                Map.of("X-CLIENT", "other", "version", "2", "X-Team", "t-7", "X-Trace", "abc"),
                Acme.plan(provider, Map.of("trace", "abc")).headers());
    }

    @Test
    void refusesControlCharactersInHeaders() {
        DescribedProvider provider = Acme.tool("GET /a", "header: { trace: { type: string } }");
        assertRefused(provider, Map.of("trace", "a\r\nX: 1"), "trace must not hold control characters");
        assertRefused(provider, Map.of("trace", "a\0"), "trace must not hold control characters");
    }

    @Test
    void sendsABodyExactlyWhenTheMethodDeclaresOne() {
        assertNull(Acme.plan(Acme.tool("POST /a", ""), Map.of()).body());
        assertEquals(Map.of(), json(Acme.plan(Acme.tool("POST /a", "body: {}"), Map.of())));
        DescribedProvider optional = Acme.tool("DELETE /a", "body: { why: { type: string, wire: reason } }");
        assertEquals(Map.of(), json(Acme.plan(optional, Map.of())));
        assertEquals(Map.of("reason", "x"), json(Acme.plan(optional, Map.of("why", "x"))));
    }

    @Test
    void sendsANullThatIsGivenInABody() {
        DescribedProvider provider = Acme.tool("POST /a", "body: { note: { type: [string, \"null\"] } }");
        assertEquals(
                Collections.singletonMap("note", null),
                json(Acme.plan(provider, Collections.singletonMap("note", null))));
    }

    @Test
    void sendsOneArgumentAsTheWholeBody() {
        DescribedProvider provider =
                Acme.tool("POST /a", "body: { rows: { type: array, items: { type: integer } } }\nbodyFrom: rows");
        assertEquals(List.of(1, 2), json(Acme.plan(provider, Map.of("rows", List.of(1, 2)))));
    }

    @Test
    void sendsAForm() {
        DescribedProvider provider = Acme.tool("POST /a", """
                bodyType: form
                body: { a: { type: string }, list: { type: array, style: comma }, other: { type: array } }
                fixed: { body: { team: "{{context.team}}" } }
                """);
        VendorRequest request = Acme.plan(provider, Map.of("a", 1, "list", List.of("x", "y"), "other", List.of("z")));
        assertEquals(
                new VendorBody.Form(Map.of("a", "1", "list", "x,y", "other", "[\"z\"]", "team", "t-7")),
                request.body());
    }

    @Test
    void sendsFilesInAMultipartBody() {
        DescribedProvider provider = Acme.tool("POST /a", """
                bodyType: multipart
                body:
                  field: { type: string, required: true }
                  kind: { type: array }
                  photo: { file: true, wire: "{field}_photo", maxBytes: 10 }
                fixed: { body: { team: "{{context.team}}" } }
                """);
        String base64 = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        VendorBody.Multipart body = (VendorBody.Multipart) Acme.plan(
                        provider,
                        Map.of(
                                "field", "f1",
                                "kind", List.of("a", "b"),
                                "photo", Map.of("name", "p.png", "base64", base64)))
                .body();
        assertEquals(
                List.of("team=t-7", "kind=a", "kind=b", "f1_photo p.png image/png [1, 2, 3]"),
                body.parts().stream().map(RequestPlanTest::show).toList());
    }

    @Test
    void namesAFileByOtherArgumentsThatAreThenNotSent() {
        DescribedProvider provider = Acme.tool("POST /a", """
                bodyType: multipart
                body:
                  fieldId: { type: string, required: true }
                  fileId: { type: string, required: true }
                  file: { file: true, required: true, wire: "{fieldId}_{fileId}" }
                  note: { type: string }
                """);
        VendorBody.Multipart body = (VendorBody.Multipart) Acme.plan(
                        provider,
                        Map.of(
                                "fieldId",
                                "f1",
                                "fileId",
                                7,
                                "file",
                                Map.of("name", "a.csv", "contentType", "text/csv", "text", "x"),
                                "note",
                                "n"))
                .body();
        assertEquals(
                List.of("f1_7 a.csv text/csv [120]", "note=n"),
                body.parts().stream().map(RequestPlanTest::show).toList());
    }

    @Test
    void refusesFilesThatAreNone() {
        DescribedProvider provider =
                Acme.tool("POST /a", "bodyType: multipart\nbody: { photo: { file: true, maxBytes: 4 } }");
        assertRefused(
                provider,
                Map.of("photo", "text"),
                "photo must be an object with the file's name, and its content as text or base64");
        assertRefused(
                provider,
                Map.of("photo", Map.of("name", "a.txt")),
                "photo must have its content either as text or as base64");
        assertRefused(
                provider,
                Map.of("photo", Map.of("name", "a.txt", "text", "t", "base64", "")),
                "photo must have its content either as text or as base64");
        assertRefused(
                provider, Map.of("photo", Map.of("name", "a.txt", "text", "äää")), "photo is larger than 4 bytes");
        assertRefused(
                provider,
                Map.of("photo", Map.of("name", "../a.txt", "text", "t")),
                "the name of photo must be a plain file name");
        assertRefused(
                provider,
                Map.of("photo", Map.of("name", "a.txt", "base64", "a")),
                "base64 of photo is not valid base64");
    }

    @Test
    void takesTheContentTypeOfAFileAsGivenOrGuessesIt() {
        DescribedProvider provider = Acme.tool("POST /a", "bodyType: multipart\nbody: { f: { file: true } }");
        assertEquals("text/csv", contentType(provider, Map.of("name", "a", "text", "x", "contentType", "text/csv")));
        assertEquals("application/octet-stream", contentType(provider, Map.of("name", "a", "base64", "AA==")));
        assertEquals("text/plain; charset=utf-8", contentType(provider, Map.of("name", "a", "text", "x")));
    }

    @Test
    void plansNothingForAnUnknownTool() {
        DescribedProvider one = Acme.tool("GET /a", "");
        DescribedProvider other = Acme.tool("GET /a", "name: other");
        GatewayException refused =
                assertThrows(GatewayException.class, () -> one.plan(Acme.only(other), Acme.ACCOUNT, Map.of()));
        assertEquals(Kind.UNKNOWN_TOOL, refused.kind());
    }

    private static String contentType(DescribedProvider provider, Map<String, Object> file) {
        VendorBody body = Acme.plan(provider, Map.of("f", file)).body();
        return String.valueOf(((VendorBody.Multipart) body).parts().get(0).contentType());
    }

    private static String show(VendorBody.Part part) {
        return part.fileName() == null
                ? part.name() + "=" + new String(part.content(), StandardCharsets.UTF_8)
                : part.name() + " " + part.fileName() + " " + part.contentType() + " "
                        + Arrays.toString(part.content());
    }

    private static String query(String schema, Object value) {
        return text(Acme.plan(Acme.tool("GET /a", "query: { a: " + schema + " }"), Map.of("a", value))
                .query());
    }

    private static String text(List<VendorRequest.Param> params) {
        return String.join(
                " ",
                params.stream().map(each -> each.name() + "=" + each.value()).toList());
    }

    private static Object json(VendorRequest request) {
        assertTrue(request.body() instanceof VendorBody.Json, "no JSON body: " + request.body());
        return ((VendorBody.Json) request.body()).value();
    }

    private static void assertRefused(DescribedProvider provider, Map<String, Object> arguments, String message) {
        GatewayException refused = assertThrows(GatewayException.class, () -> Acme.plan(provider, arguments));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(message, refused.getMessage());
    }
}
