package dev.patchbay.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.api.GatewayException;
import dev.patchbay.tool.Cursors.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private final Cursors cursors = new Cursors("a key of sufficient length".getBytes());

    @Test
    void givesBackWhatWasSealed() {
        for (Position position :
                new Position[] {new Position("page=2", 0), new Position(null, 7), new Position("", 3)}) {
            assertEquals(position, cursors.open("acc", "tool", cursors.seal("acc", "tool", position)));
        }
    }

    @Test
    void refusesTheCursorOfAnotherToolOrAccount() {
        String sealed = cursors.seal("acc", "tool", new Position("page=2", 0));
        assertThrows(GatewayException.class, () -> cursors.open("acc", "other", sealed));
        assertThrows(GatewayException.class, () -> cursors.open("other", "tool", sealed));
        assertThrows(
                GatewayException.class,
                () -> new Cursors("another key, also long".getBytes()).open("acc", "tool", sealed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatItNeverMade(String cursor) {
        assertThrows(GatewayException.class, () -> cursors.open("acc", "tool", cursor));
    }

    @Test
    void refusesACursorWithOneBitChanged() {
        String sealed = cursors.seal("acc", "tool", new Position("page=2", 0));
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThrows(GatewayException.class, () -> cursors.open("acc", "tool", changed));
        }
    }
}
