package dev.patchbay.console.page;

import dev.patchbay.console.web.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form, described; {@code page/field.jte} draws it with its label, hint and error.
 *
 * @param kind how it is entered
 * @param name its name in what the form sends
 * @param label what it is called
 * @param hint what to enter, in a sentence; may be empty
 * @param required whether it must be filled
 * @param value what it holds; never a secret
 * @param options what can be chosen
 * @param chosen which of them are
 * @param error what was wrong with it; {@code null} for nothing
 */
public record Field(
        Kind kind,
        String name,
        String label,
        String hint,
        boolean required,
        String value,
        List<Option> options,
        Set<String> chosen,
        @Nullable String error) {

    /** How a field is entered. */
    public enum Kind {
        TEXT,
        /** Hidden while it is typed, and not kept by the browser. */
        SECRET,
        LINES,
        NUMBER,
        /** A moment in UTC. */
        TIME,
        DATE,
        /** One box. */
        TICK,
        /** One of several, in a list that opens. */
        SELECT,
        /** One of several, all in sight. */
        RADIO,
        /** Any number of several. */
        TICKS,
        FILE
    }

    /**
     * What can be chosen.
     *
     * @param value what is sent
     * @param label what it is called
     * @param note more about it; may be empty
     */
    public record Option(String value, String label, String note) {
        public Option(String value, String label) {
            this(value, label, "");
        }
    }

    public Field {
        options = List.copyOf(options);
        chosen = Set.copyOf(chosen);
    }

    public static Field of(Kind kind, String name, String label) {
        return new Field(kind, name, label, "", false, "", List.of(), Set.of(), null);
    }

    public static Field text(String name, String label) {
        return of(Kind.TEXT, name, label);
    }

    public Field hint(String text) {
        return new Field(kind, name, label, text, required, value, options, chosen, error);
    }

    public Field mustBeFilled() {
        return mustBeFilled(true);
    }

    public Field mustBeFilled(boolean must) {
        return new Field(kind, name, label, hint, must, value, options, chosen, error);
    }

    public Field holding(String text) {
        return new Field(kind, name, label, hint, required, text, options, chosen, error);
    }

    public Field offering(List<Option> some, Collection<String> these) {
        return new Field(kind, name, label, hint, required, value, some, Set.copyOf(these), error);
    }

    public Field wrong(@Nullable String why) {
        return new Field(kind, name, label, hint, required, value, options, chosen, why);
    }

    /** This field with what a problem says about it. The admin API may know it by another name. */
    public Field judged(@Nullable Problem problem, String fieldOfApi) {
        return problem == null ? this : wrong(problem.errors().get(fieldOfApi));
    }

    /** The {@code type} of its {@code <input>}. */
    public String inputType() {
        return switch (kind) {
            case NUMBER -> "number";
            case TIME -> "datetime-local";
            case DATE -> "date";
            default -> "text";
        };
    }

    /** The id of its element. */
    public String id() {
        return "field-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** The elements that describe it, for {@code aria-describedby}; {@code null} for none. */
    public @Nullable String describedBy() {
        if (error != null) {
            return hint.isEmpty() ? id() + "-error" : id() + "-hint " + id() + "-error";
        }
        return hint.isEmpty() ? null : id() + "-hint";
    }
}
