package dev.patchbay.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String LONG = "a value that goes on and on ".repeat(5).strip();

    @Test
    void alignsColumnsAndHasNoSpaceAtTheEndOfALine() {
        assertEquals(
                """
                file      state
                a.jar     active
                long.jar  -""",
                Table.of("file", "state")
                        .row("a.jar", "active")
                        .row("long.jar", null)
                        .text(false));
    }

    @Test
    void joinsSeveralValuesOfACell() {
        assertEquals(
                "tags\na, b\n-",
                Table.of("tags").row(List.of("a", "b")).row(List.of()).text(false));
    }

    @Test
    void keepsACellOnItsLineWhateverIsInIt() {
        assertEquals(
                "name\nmine [2J really",
                Table.of("name").row("mine\n\u001b[2J\r\u2028really").text(false));
    }

    @Test
    void fitsAHundredColumnsByCuttingTheWidestThatMayBeCut() {
        String text = Table.of("id!", "short", "long")
                .row("acc_" + "x".repeat(20), "brief", LONG)
                .text(false);
        String row = text.lines().toList().get(1);
        assertEquals(100, row.length(), row);
        assertTrue(row.startsWith("acc_" + "x".repeat(20) + "  brief  a value"), row);
        assertTrue(row.endsWith("…"), row);
    }

    @Test
    void cutsNothingWhenItMayBeWide() {
        assertTrue(Table.of("id!", "long").row("x", LONG).text(true).endsWith(LONG));
    }

    @Test
    void cutsNoColumnThatIsToStayWhole() {
        String id = "x".repeat(120);
        assertTrue(Table.of("id!", "name").row(id, LONG).text(false).contains(id));
    }

    @Test
    void alignsTextOfScriptsWhoseCharactersTakeTwoColumns() {
        List<String> lines = Table.of("name", "n")
                .row("世界", 1)
                .row("abcd", 2)
                .text(false)
                .lines()
                .toList();
        assertEquals("世界  1", lines.get(1));
        assertEquals("abcd  2", lines.get(2));
    }

    @Test
    void refusesARowThatDoesNotFit() {
        Table table = Table.of("name", "calls");
        assertThrows(IllegalArgumentException.class, () -> table.row("acme"));
    }

    @Test
    void wrapsBetweenWordsAndBreaksOnlyWordsThatAreLongerThanALine() {
        assertEquals("one two\n  three\n  abcdefgh\n  ij k", Columns.wrap("one two three abcdefghij k", 8, "  "));
        assertFalse(Arrays.stream(Columns.wrap(LONG, 40, "").split("\n")).anyMatch(line -> line.length() > 40));
    }
}
