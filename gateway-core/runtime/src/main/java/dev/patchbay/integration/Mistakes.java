package dev.patchbay.integration;

import java.util.List;
import java.util.TreeSet;

/** What is wrong with a description, collected so that its author sees everything at once. */
final class Mistakes {
    private record Mistake(Place place, String text) implements Comparable<Mistake> {
        @Override
        public int compareTo(Mistake other) {
            int byFile = place.file().compareTo(other.place.file());
            int byLine = byFile != 0 ? byFile : Integer.compare(place.line(), other.place.line());
            return byLine != 0 ? byLine : text.compareTo(other.text);
        }
    }

    // A shared schema is read wherever it is used: its mistakes are told once.
    private final TreeSet<Mistake> mistakes = new TreeSet<>();

    void add(Place place, String text) {
        mistakes.add(new Mistake(place, text));
    }

    boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /** Each as {@code file:line: text}, in the order of the files. */
    List<String> list() {
        return mistakes.stream().map(each -> each.place() + ": " + each.text()).toList();
    }
}
