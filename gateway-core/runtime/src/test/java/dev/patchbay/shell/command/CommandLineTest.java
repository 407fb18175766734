package dev.patchbay.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.shell.CommandFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final Command PAINT = Command.of("walls", "paint", "paints a wall")
            .takes("WALL", Takes.TEXT, "which one")
            .mayTake("COLOUR", Takes.TEXT, "white if left out")
            .options(
                    Option.of("--coats", "N", "how many"),
                    Option.of("--brush", "KIND", List.of("flat", "round"), "with which"),
                    Option.flag("--dry", "only tell"));

    @Test
    void takesOptionsAnywhereAndInBothForms() {
        CommandLine line = CommandLine.of(PAINT, List.of("--dry", "north", "--coats", "2", "red", "--brush=flat"));
        assertEquals(List.of("north", "red"), line.operands());
        assertEquals(Map.of("--dry", "", "--coats", "2", "--brush", "flat"), line.options());
    }

    @Test
    void takesWordsLiterallyAfterTwoHyphensAndNumbersEverywhere() {
        assertEquals(
                List.of("--dry", "x"),
                CommandLine.of(PAINT, List.of("--", "--dry", "x")).operands());
        assertEquals(List.of("-7"), CommandLine.of(PAINT, List.of("-7")).operands());
    }

    @Test
    void saysWhatIsWrongAndHowItWouldBeRight() {
        assertRefused("there is no option --wet; there are --coats, --brush, --dry", "north", "--wet");
        assertRefused("--coats needs a value: --coats N, how many", "north", "--coats");
        assertRefused("--dry takes no value", "north", "--dry=yes");
        assertRefused("WALL is missing: which one");
        assertRefused("there is one word too many: blue", "north", "red", "blue");
    }

    private static void assertRefused(String reason, String... words) {
        String message = assertThrows(CommandFailure.class, () -> CommandLine.of(PAINT, List.of(words)))
                .getMessage();
        assertTrue(message.startsWith("paint: " + reason), message);
        assertTrue(message.contains("usage: paint WALL [COLOUR] [options]"), message);
        assertTrue(message.endsWith("`help paint` says more."), message);
    }

    @Test
    void helpsWithEveryOptionAndStaysWithinAHundredColumns() {
        String help = Help.one(PAINT.details("Long. ".repeat(40).strip()).example("paint north"));
        assertTrue(help.contains("--brush KIND  with which: flat, round"), help);
        assertTrue(help.contains("for example\n  paint north"), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    }

    @Test
    void findsTheCommandOfTheLongestName() {
        CommandTable table = new CommandTable(List.of(
                Command.of("g", "tokens", ""), Command.of("g", "tokens create", ""), Command.of("g", "tools", "")));
        assertEquals(
                "tokens create",
                table.find(List.of("tokens", "create", "x")).orElseThrow().name());
        assertEquals(
                "tokens",
                table.find(List.of("gateway:tokens", "--json")).orElseThrow().name());
        assertTrue(table.find(List.of("token")).isEmpty());
        assertEquals(List.of("tokens", "tools"), List.copyOf(table.words()));
    }
}
