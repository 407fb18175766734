package dev.patchbay.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.ToolResult;
import dev.patchbay.tool.Cursors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResultTextTest {
    private static final int CAP = 2_000;

    private final Cursors cursors = new Cursors("a key of sufficient length".getBytes());
    private final ResultText text = new ResultText(cursors, CAP);
    private final Cursors.Position first = new Cursors.Position(null, 0);

    @Test
    void writesAPageWithItsCursorAndItsTotal() {
        JsonNode page = write(new ToolResult.Data(List.of(1, 2), "page=2", 7L, null), first);
        assertEquals("[1,2]", page.path("result").toString());
        assertEquals(
                new Cursors.Position("page=2", 0),
                cursors.open("acc", "tool", page.path("next_cursor").asString()));
        assertEquals(7, page.path("total").asInt());
        assertFalse(page.has("_truncated"));
    }

    @Test
    void saysThatTheLastPageIsTheLast() {
        assertTrue(write(new ToolResult.Data(List.of(1), null, null, null), first)
                .path("next_cursor")
                .isNull());
        assertFalse(write(new ToolResult.Data(Map.of("a", 1), null, null, null), first)
                .has("next_cursor"));
    }

    @Test
    void keepsEveryDigitOfANumber() {
        assertEquals(
                "{\"result\":{\"amount\":1234567890123456789.10}}",
                text.write(
                        new ToolResult.Data(
                                Map.of("amount", new BigDecimal("1234567890123456789.10")), null, null, null),
                        "acc",
                        "tool",
                        first));
    }

    @Test
    void goesThroughALongPageInPiecesAndLosesNothing() {
        List<String> items = IntStream.range(0, 100)
                .mapToObj(i -> "item " + i + " " + "x".repeat(80))
                .toList();
        List<String> seen = new ArrayList<>();
        Cursors.Position position = first;
        int pages = 0;
        while (position.provider() == null) {
            JsonNode page = write(new ToolResult.Data(items, "page=2", null, null), position);
            page.path("result").forEach(item -> seen.add(item.asString()));
            position = cursors.open("acc", "tool", page.path("next_cursor").asString());
            pages++;
        }
        assertEquals(items, seen);
        assertTrue(pages > 3);
        assertEquals("page=2", position.provider());
    }

    @Test
    void shortensWhatCannotBeDividedAndSaysSo() {
        JsonNode whole =
                write(new ToolResult.Data(Map.of("id", "c1", "notes", "long ".repeat(2_000)), null, null, null), first);
        assertEquals("c1", whole.path("result").path("id").asString());
        assertTrue(whole.path("result").path("notes").asString().contains("more characters"));
        assertTrue(whole.path("_truncated").asString().contains("characters"));
        JsonNode hopeless = write(new ToolResult.Data(wide(), null, null, null), first);
        assertTrue(hopeless.path("_truncated").asString().contains("narrower filter"));
    }

    private static Map<String, Object> wide() {
        Map<String, Object> wide = new java.util.TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            wide.put("field" + i, i);
        }
        return wide;
    }

    private JsonNode write(ToolResult.Data data, Cursors.Position start) {
        String written = text.write(data, "acc", "tool", start);
        assertTrue(written.length() <= CAP, () -> written.length() + " characters");
        return JsonRpc.MAPPER.readTree(written);
    }
}
