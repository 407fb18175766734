package dev.patchbay.sandbox.highlevel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of a {@link Shape}.
 *
 * @param list whether it holds a list of its type
 * @param nested what objects look like; {@code null} for any object
 * @param options the texts that are allowed; empty for any
 */
record Field(
        String name,
        Type type,
        boolean list,
        boolean required,
        @Nullable Shape nested,
        List<String> options) {
    /** What a value must be. */
    enum Type {
        TEXT("a string"),
        /** A text that may be blank even where it must be there. */
        LOOSE_TEXT("a string"),
        NUMBER("a number"),
        FLAG("a boolean"),
        OBJECT("an object"),
        ANYTHING("anything");

        private final String article;

        Type(String article) {
            this.article = article;
        }

        private boolean fits(JsonNode value) {
            return switch (this) {
                case TEXT, LOOSE_TEXT -> value.isString();
                case NUMBER -> value.isNumber();
                case FLAG -> value.isBoolean();
                case OBJECT -> value.isObject();
                case ANYTHING -> true;
            };
        }
    }

    static Field text(String name) {
        return new Field(name, Type.TEXT, false, false, null, List.of());
    }

    static Field looseText(String name) {
        return new Field(name, Type.LOOSE_TEXT, false, false, null, List.of());
    }

    static Field number(String name) {
        return new Field(name, Type.NUMBER, false, false, null, List.of());
    }

    static Field flag(String name) {
        return new Field(name, Type.FLAG, false, false, null, List.of());
    }

    /** An object of which nothing more is known. */
    static Field object(String name) {
        return new Field(name, Type.OBJECT, false, false, null, List.of());
    }

    static Field object(String name, Shape nested) {
        return new Field(name, Type.OBJECT, false, false, nested, List.of());
    }

    static Field anything(String name) {
        return new Field(name, Type.ANYTHING, false, false, null, List.of());
    }

    static Field oneOf(String name, String... options) {
        return new Field(name, Type.TEXT, false, false, null, List.of(options));
    }

    static Field texts(String name) {
        return new Field(name, Type.TEXT, true, false, null, List.of());
    }

    static Field objects(String name, Shape nested) {
        return new Field(name, Type.OBJECT, true, false, nested, List.of());
    }

    static Field list(String name) {
        return new Field(name, Type.ANYTHING, true, false, null, List.of());
    }

    /** The same field, which must be there; a text must then not be blank, unless it is a loose one. */
    Field must() {
        return new Field(name, type, list, true, nested, options);
    }

    void check(JsonNode value, String place, List<String> complaints) {
        if (!list) {
            checkOne(value, place, complaints);
            return;
        }
        if (!value.isArray()) {
            complaints.add(place + " must be an array");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            checkOne(value.get(i), place + "." + i, complaints);
        }
    }

    private void checkOne(JsonNode value, String place, List<String> complaints) {
        if (!type.fits(value)) {
            complaints.add(place + " must be " + type.article);
        } else if (required && type == Type.TEXT && value.stringValue().isBlank()) {
            complaints.add(place + " should not be empty");
        } else if (!options.isEmpty() && !options.contains(value.asString())) {
            complaints.add(place + " must be one of the following values: " + String.join(", ", options));
        } else if (nested != null) {
            nested.check(value, place + ".", complaints);
        }
    }
}
