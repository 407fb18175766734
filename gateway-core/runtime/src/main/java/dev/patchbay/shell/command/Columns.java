package dev.patchbay.shell.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How wide text is on a terminal, and how it is made to fit. */
public final class Columns {
    /** The longest line. */
    public static final int LINE = 100;

    private static final Set<Character.UnicodeScript> WIDE = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);
    private static final int FIRST_EMOJI = 0x1f300;

    private Columns() {}

    /** How many columns a text takes: East Asian characters and emoji take two, combining ones none. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return character >= FIRST_EMOJI || WIDE.contains(Character.UnicodeScript.of(character)) ? 2 : 1;
    }

    /** The beginning of a text, with an ellipsis in place of the rest if it does not fit. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int character : text.codePoints().toArray()) {
            used += width(character);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }

    /** A text, filled up with spaces. */
    public static String fill(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** A text in lines, broken between words where that is possible. Further lines begin with the margin. */
    public static String wrap(String text, int width, String margin) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String paragraph : text.split("\n", -1)) {
            if (lines.length() > 0) {
                lines.append('\n').append(margin);
            }
            used = 0;
            for (String word : paragraph.split(" ")) {
                String rest = word;
                if (used > 0 && used + 1 + width(rest) > width) {
                    lines.append('\n').append(margin);
                    used = 0;
                }
                if (used > 0) {
                    lines.append(' ');
                    used++;
                }
                while (used == 0 && width(rest) > width) {
                    int end = fits(rest, width);
                    lines.append(rest, 0, end).append('\n').append(margin);
                    rest = rest.substring(end);
                }
                lines.append(rest);
                used += width(rest);
            }
        }
        return lines.toString();
    }

    /** A text of several lines, each of them wrapped and with the indentation that it has. */
    public static String paragraphs(String text) {
        return text.lines()
                .map(each -> {
                    String indent =
                            " ".repeat(each.length() - each.stripLeading().length());
                    return indent + wrap(each.strip(), LINE - indent.length() - 2, indent + "  ");
                })
                .collect(Collectors.joining("\n"));
    }

    /** How many chars of a text fit; at least one character. */
    private static int fits(String text, int width) {
        int at = text.offsetByCodePoints(0, 1);
        int used = width(text.codePointAt(0));
        while (at < text.length()) {
            used += width(text.codePointAt(at));
            if (used > width) {
                return at;
            }
            at = text.offsetByCodePoints(at, 1);
        }
        return at;
    }

    /** What stands below a table under a heading of its own, with a line break before it; nothing if there is nothing. */
    public static String notes(String heading, List<String> notes) {
        StringBuilder text = new StringBuilder();
        notes.forEach(each -> text.append("\n  ").append(wrap(line(each), LINE - 4, "    ")));
        return notes.isEmpty() ? "" : "\n\n" + heading + text;
    }

    /** One line, whatever is in it: a name that came from outside must not draw rows or move the cursor. */
    public static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
    }
}
