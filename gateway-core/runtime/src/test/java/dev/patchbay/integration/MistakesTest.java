package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "act: { request: GET /a, descripton: x } | unknown key \"descripton\" in a method",
                "act: { title: A } | \"request\" is missing in a method",
                "act: { request: FETCH /a } | a request begins with one of GET, POST, PUT, PATCH, DELETE, HEAD and a space",
                "act: { request: GET a } | the path must begin with a slash",
                "act: { request: \"GET /a/{id\" } | a { in the path is not closed, or holds no name",
                "act: { request: \"GET /a/../b\" } | the path must not hold ..",
                "act: { request: \"GET /a b\" } | the path must not hold blanks",
                "act: { request: \"GET /a?b=c\" } | a method's query stands under \"query\" or \"fixed\"",
                "act: { request: \"GET /{id}\" } | {id} is neither a path argument nor a context field",
                "act: { request: GET /a, path: { id: { type: string } } } | path argument \"id\" does not stand in the path",
                "act: { request: GET /a, description: Acts. } | \"title\" is missing in a method",
                "act: { request: GET /a, effect: reads it } | \"effect\" must be one of reads, writes, destroys, not reads it",
                "act: { request: GET /a, money: yes } | \"money\" must be true or false",
                "act: { request: GET /a, timeout: 301 } | \"timeout\" must be a whole number from 1 to 300",
                "act: { request: GET /a, needs: [planet] } | there is no context field \"planet\"",
                "act: { request: GET /a, unless: [planet] } | there is no context field \"planet\"",
                "act: { request: GET /a, pagination: pages } | there is no paging style \"pages\"",
                "act: { request: GET /a, pagination: { style: page } } | \"page\" is missing in a paging style",
                "act: { request: GET /a, pagination: { style: page, page: page } } | \"page\" is no place in a request: query.name, body.name or header.name",
                "act: { request: GET /a, pagination: { style: none, sise: 3 } } | unknown key \"sise\" in a paging style",
                "act: { request: GET /a, pagination: { style: cursor } } | \"send\" is missing in a paging style",
                "act: { request: GET /a, query: { subdomain: { type: string } } } | \"subdomain\" is a context field and fills itself; it cannot be an argument",
                "act: { request: GET /a, query: { kind: { type: string } }, fixed: { query: { kind: x } } } | \"kind\" is both an argument and fixed",
                "act: { request: GET /a, fixed: { path: { kind: x } } } | unknown key \"path\" in fixed",
                "act: { request: GET /a, fixed: { query: { kind: \"{{context.planet}}\" } } } | there is no context field \"planet\"",
                "act: { request: GET /a, fixed: { query: { kind: \"{{account.id}}\" } } } | {{account.id}} is not {{context.field}}",
                "act: { request: GET /a, query: { a: { type: text } } } | \"text\" is not a type of JSON Schema",
                "act: { request: GET /a, query: { a: { typ: string } } } | unknown key \"typ\" in a schema",
                "act: { request: GET /a, query: { a: { use: Nothing } } } | there is no schema \"Nothing\" to use",
                "act: { request: GET /a, query: { a: { type: string, style: pipes } } } | \"style\" must be one of repeat, comma, brackets, deep, json, not pipes",
                "act: { request: GET /a, query: { a: { type: string, pattern: \"[\" } } } | not a regular expression: Unclosed character class",
                "act: { request: GET /a, query: { a: { type: object, properties: { b: { wire: c } } } } } | \"wire\" is for arguments, not for what is inside them",
                "act: { request: GET /a, query: { a: { type: object, properties: { b: { type: string } }, required: [c] } } } | required \"c\" is no property here",
                "act: { request: GET /a, query: { a: { type: string, required: sometimes } } } | \"required\" must be true, false or a list of properties",
                "act: { request: GET /a, query: { a: { type: string, enum: one } } } | \"enum\" must be a list",
                "act: { request: GET /a, query: { a: text } } | \"a\" must hold keys and values",
                "act: { request: GET /a, header: { \"a b\": { type: string } } } | \"a b\" is not the name of a header",
                "act: { request: POST /a, body: { a: { file: true } } } | file \"a\" needs a body of bodyType multipart",
                "act: { request: POST /a, bodyType: multipart, body: { a: { file: true, type: string } } } | \"type\" means nothing for a file",
                "act: { request: POST /a, body: { a: { type: string, maxBytes: 5 } } } | \"maxBytes\" is for files",
                "act: { request: POST /a, body: { a: { type: array }, b: { type: string } }, bodyFrom: a } | \"bodyFrom\" must name the only body argument, with nothing fixed",
                "act: { request: POST /a, bodyType: xml } | \"bodyType\" must be one of json, form, multipart, not xml",
                "act: { request: GET /a, name: \"a tool\" } | \"a tool\" is no tool name: 1 to 64 letters, digits, _ and -; give one by \"name\"",
                "list: { request: GET /a, query: { limit: { type: integer } } } | \"limit\" is filled by paging; it cannot be an argument",
                "Act: { request: GET /a } | method \"Act\" must be of lower-case letters, digits and _"
            })
    void saysInWhichLineOfAMethodWhatIsWrong(String method, String text) {
        DescribedIntegration refused = Acme.methods(method);
        assertEquals(List.of(at(4) + text), refused.errors());
        assertNull(refused.provider());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: red | unknown key \"colour\" in a vendor",
                "check: GET /{planet} | {planet} is not a context field",
                "headers: { \"a:b\": c } | \"a:b\" is not the name of a header",
                "errors: { failed: { path: ok } } | \"failed\" needs \"path\" and \"is\"",
                "rateLimit: { most: X } | unknown key \"most\" in rateLimit",
                "resources: { Tickets: { methods: {} } } | resource \"Tickets\" must be of lower-case letters, digits and _",
                "resources: { tickets: { method: {} } } | unknown key \"method\" in a resource",
                "schemas: { A: { use: A } } | schema \"A\" uses itself",
                "schemas: { A: &a { type: string } } | anchors and aliases are not read; share schemas by {use: Name}",
                "title: Twice | key \"title\" stands here twice"
            })
    void saysInWhichLineOfTheVendorWhatIsWrong(String yaml, String text) {
        assertEquals(List.of(at(1) + text), Acme.more(yaml + "\n").errors());
    }

    @Test
    void tellsAllMistakesTogetherInTheOrderOfTheirLines() {
        DescribedIntegration refused = Acme.methods("""
                one: { request: GET /a, wrong: 1 }
                two:
                  request: GET /b
                  money: perhaps
                """);
        assertEquals(
                List.of(at(4) + "unknown key \"wrong\" in a method", at(7) + "\"money\" must be true or false"),
                refused.errors());
    }

    @Test
    void tellsWhatTheVendorLacks() {
        List<String> errors =
                DescribedIntegration.read("acme.yaml", "integration: Acme-1\n").errors();
        assertEquals(
                List.of(
                        "acme.yaml:1: \"auth\" must name at least one way to log in",
                        "acme.yaml:1: \"baseUrl\" is missing in a vendor",
                        "acme.yaml:1: \"description\" is missing in a vendor",
                        "acme.yaml:1: \"integration\" must be of lower-case letters, digits and _",
                        "acme.yaml:1: \"title\" is missing in a vendor"),
                errors);
    }

    @Test
    void wantsThePatternThatAFormatIsAbout() {
        List<String> errors = DescribedIntegration.read("acme.yaml", """
                        integration: acme
                        context:
                          team: { title: Team, description: The team., format: small letters }
                        """).errors();
        assertTrue(
                errors.contains("acme.yaml:3: \"format\" says what a pattern lets pass, and there is none"),
                errors::toString);
    }

    @Test
    void tellsWhereAFileIsNoYaml() {
        List<String> errors = DescribedIntegration.read("acme.yaml", "integration: acme\ntitle: [open\n")
                .errors();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("acme.yaml:3: not YAML: "), errors.get(0));
        assertEquals(
                List.of("acme.yaml:1: the file is empty"),
                DescribedIntegration.read("acme.yaml", "").errors());
        assertEquals(
                List.of("acme.yaml:1: the file must hold keys and values"),
                DescribedIntegration.read("acme.yaml", "- a\n").errors());
    }

    @Test
    void tellsOfADomainFileByItsOwnName() {
        DescriptionReader.Result result = DescriptionReader.read(
                new DescriptionReader.Source("acme.yaml", """
                        integration: acme
                        title: Acme
                        description: D.
                        baseUrl: https://acme.example
                        auth: { key: { scheme: api-key, title: Key } }
                        resources: { tickets: { methods: { act: { request: GET /a } } } }
                        """),
                List.of(new DescriptionReader.Source("acme/more.yaml", """
                        title: Not here
                        resources: { tickets: { methods: {} } }
                        """)));
        assertEquals(
                List.of(
                        "acme/more.yaml:1: unknown key \"title\" in a file of the folder",
                        "acme/more.yaml:2: there are two resources \"tickets\""),
                result.errors());
        assertEquals("acme", result.id());
    }

    @Test
    void refusesTwoToolsOfOneName() {
        DescribedIntegration refused = Acme.methods("""
                one: { request: GET /a, name: same }
                two: { request: GET /b, name: same }
                """);
        assertEquals(
                List.of(at(5) + "tool same is there already, at acme.yaml:" + (Acme.headLines() + 4)),
                refused.errors());
    }

    private static String at(int line) {
        return "acme.yaml:" + (Acme.headLines() + line) + ": ";
    }
}
