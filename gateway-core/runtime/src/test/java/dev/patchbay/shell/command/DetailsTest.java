package dev.patchbay.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailsTest {
    @Test
    void indentsWhatIsWithinAndMarksTheItemsOfAList() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", "acc_1");
        object.put("status_reason", null);
        object.put("context", Map.of("domain", "acme"));
        object.put("tags", List.of("a", "b"));
        object.put("methods", List.of(Map.of("word", "list"), Map.of()));
        assertEquals("""
                id             acc_1
                status reason  -
                context
                  domain  acme
                tags           a, b
                methods
                  - word  list
                  - -""", Details.of(object));
    }

    @Test
    void wrapsLongTextsBesideTheirName() {
        String text = Details.of(Map.of("description", "some words ".repeat(30).strip()));
        assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
        assertTrue(text.lines().skip(1).allMatch(line -> line.startsWith(" ".repeat(13) + "some")), text);
    }

    @Test
    void letsNoControlCharacterThrough() {
        assertEquals("name  a [2J b", Details.of(Map.of("name", "a\u001b[2J\u0007b")));
    }
}
