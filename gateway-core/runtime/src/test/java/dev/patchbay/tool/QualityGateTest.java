package dev.patchbay.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class QualityGateTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PLAIN = "{\"type\": \"object\", \"properties\": {}}";

    @Test
    void letsAPlainToolPass() {
        assertEquals(Optional.empty(), objection("list_all_acme_tickets", PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "ä", "a123456789a123456789a123456789a123456789a123456789a123456789a1234"})
    void refusesNamesThatClientsRefuse(String name) {
        assertEquals(Optional.of("the name must be 1 to 64 letters, digits, '_' or '-'"), objection(name, PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneOf", "anyOf", "allOf", "not", "if", "$ref"})
    void refusesCombinatorsAtTheRootUnlessTold(String keyword) {
        String schema =
                "{\"type\": \"object\", \"" + keyword + "\": " + (keyword.equals("$ref") ? "\"#\"" : "{}") + "}";
        assertEquals(Optional.of("the root of the input schema must not have " + keyword), objection("tool", schema));
        assertEquals(Optional.empty(), new QualityGate(true).objection(tool("tool"), MAPPER.readTree(schema)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"array\"} | the root of the input schema must have the type object",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"https://x.example/s\"}}}"
                        + " | the input schema refers to https://x.example/s; only references within the schema are followed",
                "{\"type\": \"object\", \"$schema\": \"http://json-schema.org/draft-07/schema#\"}"
                        + " | the input schema is of the dialect http://json-schema.org/draft-07/schema#;"
                        + " only https://json-schema.org/draft/2020-12/schema is understood",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"number\", \"x-mcp-header\": \"A\"}}}"
                        + " | the x-mcp-header A is not on a string, integer or boolean that is reached through properties alone",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"items\": {\"type\": \"string\", \"x-mcp-header\": \"A\"}}}}"
                        + " | the x-mcp-header A is not on a string, integer or boolean that is reached through properties alone",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"x-mcp-header\": \"A\"},"
                        + " \"b\": {\"type\": \"string\", \"x-mcp-header\": \"a\"}}} | the x-mcp-header a stands twice",
            })
    void refusesSchemasThatClientsStumbleOver(String schema, String reason) {
        assertEquals(Optional.of(reason), objection("tool", schema));
    }

    @Test
    void takesAPropertyThatIsNamedLikeAKeyword() {
        assertEquals(
                Optional.empty(),
                objection("tool", "{\"type\": \"object\", \"properties\": {\"$ref\": {\"type\": \"string\"}}}"));
    }

    @Test
    void refusesSchemasThatAreTooDeep() {
        String deep = "{\"type\": \"string\"}";
        for (int i = 0; i < 40; i++) {
            deep = "{\"type\": \"object\", \"properties\": {\"a\": " + deep + "}}";
        }
        assertEquals(Optional.of("the input schema is deeper than 32 levels"), objection("tool", deep));
    }

    private static Optional<String> objection(String name, String schema) {
        return new QualityGate(false).objection(tool(name), MAPPER.readTree(schema));
    }

    private static Tool tool(String name) {
        return new Tool(
                name,
                "Title",
                "Description",
                "things",
                "list",
                Set.of(),
                Effect.READS,
                true,
                false,
                Map.of(),
                null,
                "GET /things",
                null);
    }
}
