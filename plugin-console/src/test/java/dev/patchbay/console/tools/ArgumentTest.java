package dev.patchbay.console.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.console.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArgumentTest {
    private static List<Argument> rows(String properties) {
        return Argument.of(Json.parse("{\"type\": \"object\", \"required\": [\"b\"], \"properties\": {" + properties
                + "}, \"$defs\": {\"Id\": {\"type\": \"string\", \"minLength\": 1, \"description\": \"An id.\"},"
                + " \"Tree\": {\"type\": \"object\", \"properties\": {\"child\": {\"$ref\": \"#/$defs/Tree\"}}}}}"));
    }

    private static String type(String schema) {
        return rows("\"a\": " + schema).get(0).type();
    }

    @Test
    void keepsTheOrderOfTheSchemaAndMarksWhatIsRequired() {
        List<Argument> rows = rows("\"z\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\"}, \"a\": {}");
        assertEquals(List.of("z", "b", "a"), rows.stream().map(Argument::name).toList());
        assertEquals(
                List.of(false, true, false),
                rows.stream().map(Argument::required).toList());
    }

    @Test
    void putsWhatIsInsideBelowWhatItIsIn() {
        List<Argument> rows = rows("\"list\": {\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\":"
                + " {\"x\": {\"type\": \"number\"}}}}, \"last\": {\"type\": \"string\"}");
        assertEquals(
                List.of("0 list array of object", "1 x number", "0 last string"),
                rows.stream()
                        .map(each -> each.depth() + " " + each.name() + " " + each.type())
                        .toList());
    }

    @Test
    void saysTypesInTheWordsOfTheSchema() {
        assertEquals("array of string", type("{\"type\": \"array\", \"items\": {\"type\": \"string\"}}"));
        assertEquals("string or null", type("{\"type\": [\"string\", \"null\"]}"));
        assertEquals("string (date)", type("{\"type\": \"string\", \"format\": \"date\"}"));
        assertEquals("string or integer", type("{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]}"));
    }

    @Test
    void followsReferencesWithinTheSchemaButNotForEver() {
        Argument id = rows("\"a\": {\"$ref\": \"#/$defs/Id\", \"description\": \"Of the customer.\"}")
                .get(0);
        assertEquals("string", id.type());
        assertEquals("Of the customer.", id.description());
        assertEquals(List.of("at least 1 character"), id.limits());
        assertTrue(rows("\"a\": {\"$ref\": \"#/$defs/Tree\"}").size() < 10);
    }

    @Test
    void listsTheChoicesOfAValueAndOfTheItemsOfAList() {
        for (String schema :
                List.of("{\"enum\": [\"open\", 1]}", "{\"type\": \"array\", \"items\": {\"enum\": [\"open\", 1]}}")) {
            assertEquals(List.of("open", "1"), rows("\"a\": " + schema).get(0).choices());
        }
    }

    @Test
    void stopsBeforeASchemaIsMoreThanAPageCanHold() {
        String many = String.join(
                ",",
                Stream.iterate(0, i -> i + 1)
                        .limit(5_000)
                        .map(i -> "\"p" + i + "\": {}")
                        .toList());
        assertTrue(rows(many).size() <= 600);
    }

    @Test
    void saysLimitsInPlainWords() {
        assertEquals(
                List.of("at least 1", "at most 9", "default 3"),
                rows("\"a\": {\"type\": \"integer\", \"default\": 3, \"maximum\": 9, \"minimum\": 1}")
                        .get(0)
                        .limits());
        assertEquals(
                List.of("at least 1 character", "at most 20 characters", "matches ^[A-Z]+%$"),
                rows("\"a\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 20, \"pattern\": \"^[A-Z]+%$\"}")
                        .get(0)
                        .limits());
    }
}
