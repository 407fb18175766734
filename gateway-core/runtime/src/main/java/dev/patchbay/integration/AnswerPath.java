package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a JSON answer a value is found: one path or several, of which the first that leads somewhere counts. */
final class AnswerPath {
    /** Leads to the whole answer. */
    static final AnswerPath WHOLE = new AnswerPath(List.<String[]>of(new String[0]));

    /** Stands before a path for those who like to say where it begins. */
    private static final String BODY = "body.";

    private final List<String[]> alternatives;

    private AnswerPath(List<String[]> alternatives) {
        this.alternatives = alternatives;
    }

    /** @param paths names joined by dots, {@code body.} before them or not; a number is a position in a list */
    static AnswerPath of(List<String> paths) {
        List<String[]> alternatives = new ArrayList<>();
        for (String path : paths) {
            alternatives.add((path.startsWith(BODY) ? path.substring(BODY.length()) : path).split("\\."));
        }
        return new AnswerPath(alternatives);
    }

    /** One path within an item, where {@code body} is a name like any other. */
    static AnswerPath within(String path) {
        return new AnswerPath(List.<String[]>of(path.split("\\.")));
    }

    /** The value, or {@code null} if there is none or it is null. */
    @Nullable
    Object read(@Nullable Object answer) {
        for (String[] names : alternatives) {
            Object found = follow(answer, names);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The first list that a path leads to, or {@code null} if none does. */
    @Nullable
    List<?> readList(@Nullable Object answer) {
        for (String[] names : alternatives) {
            if (follow(answer, names) instanceof List<?> found) {
                return found;
            }
        }
        return null;
    }

    /** The first whole number that a path leads to, as a number or as text, or {@code null} if none does. */
    @Nullable
    Long readLong(@Nullable Object answer) {
        for (String[] names : alternatives) {
            Object found = follow(answer, names);
            if (found instanceof Number number) {
                return number.longValue();
            }
            if (found instanceof String text) {
                try {
                    return Long.valueOf(text.trim());
                } catch (NumberFormatException e) {
                    // not a number after all: as good as absent
                    continue;
                }
            }
        }
        return null;
    }

    private static @Nullable Object follow(@Nullable Object from, String[] names) {
        Object at = from;
        for (String name : names) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(name);
            } else if (at instanceof List<?> list) {
                at = item(list, name);
            } else {
                return null;
            }
        }
        return at;
    }

    private static @Nullable Object item(List<?> list, String name) {
        if (name.isEmpty() || name.length() > 6) {
            return null;
        }
        int index = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            index = index * 10 + digit;
        }
        return index < list.size() ? list.get(index) : null;
    }
}
