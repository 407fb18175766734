package dev.patchbay.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsItsColumns() {
        Table table = Table.of("name", "calls").row("acme", 7).row("a longer name", null);
        assertEquals("name           calls\nacme           7\na longer name  -", table.show(false));
    }

    @Test
    void keepsARowOnOneLine() {
        assertEquals("name\na b", Table.of("name").row("a\r\n\u001bb").show(false));
    }

    @Test
    void showsSeveralValuesInOneCell() {
        Table table = Table.of("tags").row(List.of("a", "b")).row(List.of());
        assertEquals("tags\na; b\n-", table.show(false));
    }

    @Test
    void keepsTypesInJson() {
        Table table = Table.of("name", "calls", "open", "tags").row(null, 7, true, List.of("a", "b"));
        assertEquals(
                "[{\"name\":null,\"calls\":7,\"open\":true,\"tags\":[\"a\",\"b\"]}]",
                table.show(true).replaceAll("\\s", ""));
    }

    @Test
    void refusesARowThatDoesNotFit() {
        Table table = Table.of("name", "calls");
        assertThrows(IllegalArgumentException.class, () -> table.row("acme"));
    }
}
