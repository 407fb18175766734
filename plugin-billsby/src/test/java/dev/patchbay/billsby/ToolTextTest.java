package dev.patchbay.billsby;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolTextTest {
    private static final Pattern TOOL_NAME = Pattern.compile("\\b(?:[a-z]+_)*billsby_[a-z_]+");

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
    void everyToolThatATextNamesExists() {
        Set<String> names = tools.stream().map(DescribedTool::name).collect(toSet());
        Set<String> missing = new TreeSet<>();
        BiConsumer<String, String> check = (at, text) -> {
            Matcher named = TOOL_NAME.matcher(text);
            while (named.find()) {
                if (!names.contains(named.group())) {
                    missing.add(at + ": " + named.group());
                }
            }
        };
        tools.forEach(tool -> check.accept(tool.name(), tool.text("description")));
        forEachArgument(
                (at, schema) -> check.accept(at, schema.path("description").asString("")));
        assertEquals(Set.of(), missing);
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
