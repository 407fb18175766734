package dev.patchbay.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolTextTest {
    private final List<DescribedTool> tools = new Description().tools();

    @Test
    void everyToolHasATitleAndADescriptionThatClientsDoNotCut() {
        for (DescribedTool tool : tools) {
            assertFalse(tool.text("title").isBlank(), tool.name());
            int length = tool.text("description").length();
            assertTrue(length >= 30 && length <= 2000, tool.name() + " is described in " + length + " characters");
        }
    }

    @Test
    void everyArgumentHasADescriptionAtAnyDepth() {
        forEachArgument((at, schema) ->
                assertFalse(schema.path("description").asString("").isBlank(), at));
    }

    @Test
    void everyAmountThatGoesInSaysItsUnit() {
        List<String> amounts = new ArrayList<>();
        forEachArgument((at, schema) -> {
            String name = at.replaceFirst(".*[ .]", "");
            if (name.matches("amount|price|.*Price|pricePerUnit")) {
                amounts.add(at);
                assertEquals("integer", schema.get("type").asString(), at);
                assertTrue(schema.get("description").asString().contains("smallest unit"), at);
            }
        });
        assertEquals(13, amounts.size(), amounts::toString);
    }

    @Test
    void theAccountNotTheModelSaysWhichCompanyIsMeant() {
        for (DescribedTool tool : tools) {
            tool.arguments().values().forEach(place -> assertFalse(place.containsKey("companyDomain"), tool.name()));
        }
    }

    private void forEachArgument(BiConsumer<String, JsonNode> visitor) {
        for (DescribedTool tool : tools) {
            for (Map<String, JsonNode> place : tool.arguments().values()) {
                place.forEach((name, schema) -> visit(tool.name() + " " + name, schema, visitor));
            }
        }
    }

    private static void visit(String at, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(at, schema);
        Description.properties(schema).forEachEntry((name, property) -> visit(at + "." + name, property, visitor));
    }
}
