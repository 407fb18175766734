package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InputSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void makesRequiredListsOfRequiredMarksAtEveryDepth() {
        assertProperties("""
                body:
                  item:
                    type: object
                    required: true
                    properties:
                      name: { type: string, required: true }
                      sizes: { type: array, items: { type: object, properties: { cm: { type: number, required: true }, note: { type: string } } } }
                """, """
                {"item": {"type": "object", "properties": {
                    "name": {"type": "string"},
                    "sizes": {"type": "array", "items": {"type": "object",
                        "properties": {"cm": {"type": "number"}, "note": {"type": "string"}},
                        "required": ["cm"], "additionalProperties": false}}},
                  "required": ["name"], "additionalProperties": false}}
                """, List.of("item"));
    }

    @Test
    void takesAListOfRequiredPropertiesToo() {
        assertProperties(
                "body: { item: { type: object, properties: { a: { type: string } }, required: [a] } }", """
                {"item": {"type": "object", "properties": {"a": {"type": "string"}},
                  "required": ["a"], "additionalProperties": false}}
                """, List.of());
    }

    @Test
    void mistakesNoPropertyForAWord() {
        assertProperties(
                "body: { form: { type: object, properties: { required: { type: boolean, required: true }, style: { type: string }, use: { type: string } } } }",
                """
                {"form": {"type": "object",
                  "properties": {"required": {"type": "boolean"}, "style": {"type": "string"}, "use": {"type": "string"}},
                  "required": ["required"], "additionalProperties": false}}
                """,
                List.of());
    }

    @Test
    void leavesObjectsOpenThatSaySoOrNameNoProperties() {
        assertProperties(
                "body: { any: { type: object }, open: { type: object, properties: { a: {} }, additionalProperties: true }, map: { type: object, additionalProperties: { type: string } } }",
                """
                {"any": {"type": "object"},
                 "open": {"type": "object", "properties": {"a": {}}, "additionalProperties": true},
                 "map": {"type": "object", "additionalProperties": {"type": "string"}}}
                """,
                List.of());
    }

    @Test
    void closesNoBranchOfAnObjectThatIsClosedItself() {
        assertProperties("""
                body:
                  who:
                    type: object
                    properties: { id: { type: string }, mail: { type: string } }
                    anyOf: [{ properties: { id: { type: string, required: true } } }, { required: [mail] }]
                  what:
                    oneOf: [{ type: object, properties: { a: { type: string } } }, { type: string }]
                """, """
                {"who": {"type": "object", "properties": {"id": {"type": "string"}, "mail": {"type": "string"}},
                   "anyOf": [{"properties": {"id": {"type": "string"}}, "required": ["id"]}, {"required": ["mail"]}],
                   "additionalProperties": false},
                 "what": {"oneOf": [{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false},
                   {"type": "string"}]}}
                """, List.of());
    }

    @Test
    void letsKeysBesideUseWin() {
        DescribedProvider provider = Acme.more("""
                        schemas:
                          City: { type: string, description: A city., maxLength: 80 }
                          Address: { type: object, properties: { city: { use: City, required: true } }, required: [city] }
                        resources:
                          tickets:
                            methods:
                              act:
                                request: POST /a
                                title: Act
                                description: Acts.
                                body:
                                  home: { use: Address, required: true, description: Where. }
                                  birth: { use: City, description: Born there. }
                        """).accepted();
        Map<String, Object> schema = Acme.only(provider).inputSchema();
        assertEquals(List.of("home"), schema.get("required"));
        assertJson("""
                {"home": {"type": "object",
                   "properties": {"city": {"type": "string", "description": "A city.", "maxLength": 80}},
                   "required": ["city"], "description": "Where.", "additionalProperties": false},
                 "birth": {"type": "string", "description": "Born there.", "maxLength": 80}}
                """, schema.get("properties"));
    }

    @Test
    void publishesNoneOfOurWords() {
        assertProperties(
                "query: { a: { type: array, items: { type: string }, wire: b, style: comma, required: true } }",
                """
                {"a": {"type": "array", "items": {"type": "string"}}}
                """,
                List.of("a"));
    }

    @Test
    void keepsValuesAsTheyAreWritten() {
        assertProperties(
                "query: { a: { type: [string, \"null\"], enum: [open, 2, true, null], default: null, const: 1.50, maximum: 12345678901234567890 } }",
                """
                {"a": {"type": ["string", "null"], "enum": ["open", 2, true, null], "default": null, "const": 1.50,
                  "maximum": 12345678901234567890}}
                """,
                List.of());
    }

    @Test
    void requiresEveryPathArgument() {
        DescribedProvider provider = Acme.tool("GET /a/{id}", "path: { id: { type: string } }");
        assertEquals(List.of("id"), Acme.only(provider).inputSchema().get("required"));
    }

    @Test
    void hasOneArgumentForANameInTwoPlaces() {
        DescribedProvider provider = Acme.tool(
                "PUT /a/{id}",
                "path: { id: { type: string } }\nbody: { id: { type: string, description: The ticket. } }");
        assertJson("""
                {"id": {"type": "string", "description": "The ticket."}}
                """, Acme.only(provider).inputSchema().get("properties"));
    }

    @Test
    void closesTheRootAndHasNoCombinatorThere() {
        Map<String, Object> schema = Acme.only(Acme.tool("GET /a", "")).inputSchema();
        assertJson("{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}", schema);
    }

    @Test
    void describesLimitAndCursorOfEveryList() {
        DescribedProvider provider = Acme.methods(
                        "list: { request: GET /a, title: L, description: L., pagination: { style: none, maximum: 40, default: 7 } }")
                .accepted();
        Map<String, Object> properties = properties(provider);
        assertEquals(List.of("limit", "next_cursor"), List.copyOf(properties.keySet()));
        assertJson("""
                {"type": "integer", "minimum": 1, "maximum": 40, "default": 7,
                  "description": "How many items to answer at most."}
                """, properties.get("limit"));
    }

    @Test
    void describesAFileAsNameAndContent() {
        DescribedProvider provider = Acme.tool(
                "POST /a",
                "bodyType: multipart\nbody: { photo: { file: true, required: true, description: The photo., maxBytes: 1200 } }");
        Map<?, ?> photo = (Map<?, ?>) properties(provider).get("photo");
        assertEquals("The photo. At most 1200 bytes.", photo.get("description"));
        assertEquals(List.of("name"), photo.get("required"));
        assertEquals(
                List.of("name", "contentType", "text", "base64"),
                List.copyOf(((Map<?, ?>) photo.get("properties")).keySet()));
        assertFalse(photo.containsKey("file"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(DescribedProvider provider) {
        return (Map<String, Object>) Acme.only(provider).inputSchema().get("properties");
    }

    private static void assertProperties(String arguments, String expected, List<String> required) {
        DescribedProvider provider = Acme.tool("POST /a", arguments);
        assertJson(expected, properties(provider));
        assertEquals(required, Acme.only(provider).inputSchema().getOrDefault("required", List.of()));
    }

    private static void assertJson(String expected, Object actual) {
        assertEquals(JSON.readTree(expected), JSON.readTree(JSON.writeValueAsString(actual)));
    }
}
