package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.page.Field.Option;
import dev.patchbay.console.web.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a tool, as a person enters it.
 *
 * @param name its name
 * @param schema what it must be
 * @param required whether it must be there
 */
record Input(String name, Json schema, boolean required) {
    /** What the names of arguments are preceded by in the form, which has fields of its own. */
    static final String PREFIX = "argument.";

    private static final int SHOWN_FIELDS = 12;
    private static final Pattern LONG_TEXT =
            Pattern.compile("(?i).*(html|body|message|text|notes?|description|content)");

    /** What was entered is not what it must be; the message follows the argument's name. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message, null, false, false);
        }
    }

    /** The inputs for a tool's arguments, in the order of its schema. */
    static List<Input> of(ToolView tool) {
        Json schema = tool.inputSchema();
        List<String> required = schema.texts("required");
        return schema.at("properties").members().entrySet().stream()
                .map(each -> new Input(
                        each.getKey(), Argument.resolved(schema, each.getValue()), required.contains(each.getKey())))
                .toList();
    }

    /** The name of its field. */
    String field() {
        return PREFIX + name;
    }

    /** Its empty field. */
    Field empty() {
        Kind kind = kind();
        Field field = Field.of(kind, field(), name).hint(hint(kind)).mustBeFilled(required && kind != Kind.TICKS);
        return switch (kind) {
            case SELECT -> field.offering(options(), List.of());
            case TICKS ->
                field.offering(
                        schema.at("items").texts("enum").stream()
                                .map(each -> new Option(each, each))
                                .toList(),
                        List.of());
            default -> field;
        };
    }

    /** Its field with what was entered. */
    Field filled(Form form) {
        Field field = empty();
        return switch (field.kind()) {
            case SELECT, TICKS -> field.offering(field.options(), form.texts(field.name()));
            default -> field.holding(form.text(field.name()));
        };
    }

    private Kind kind() {
        if (!choices().isEmpty() || is("boolean")) {
            return Kind.SELECT;
        }
        if (is("integer") || is("number")) {
            return Kind.NUMBER;
        }
        if (is("array") && !schema.at("items").texts("enum").isEmpty()) {
            return Kind.TICKS;
        }
        if (!is("string")) {
            return Kind.LINES;
        }
        return switch (schema.text("format")) {
            case "date" -> Kind.DATE;
            case "date-time" -> Kind.TIME;
            default -> LONG_TEXT.matcher(name).matches() ? Kind.LINES : Kind.TEXT;
        };
    }

    /** A value that may be null is entered as what else it may be. */
    private boolean is(String type) {
        List<String> types = schema.texts("type").stream()
                .filter(each -> !each.equals("null"))
                .toList();
        return types.isEmpty() ? schema.text("type").equals(type) : types.equals(List.of(type));
    }

    private List<Json> choices() {
        return schema.at("const").present() ? List.of(schema.at("const")) : schema.list("enum");
    }

    private List<Option> options() {
        List<Json> choices = is("boolean") ? List.of(new Json(true), new Json(false)) : choices();
        return Stream.concat(
                        Stream.of(new Option("", required ? "choose one" : "not sent")),
                        choices.stream().filter(Json::present).map(each -> new Option(each.text(), each.text())))
                .toList();
    }

    private String hint(Kind kind) {
        String text = schema.text("description");
        String form = switch (kind) {
            case LINES -> is("string") ? "" : json();
            case TIME -> "In UTC.";
            default -> "";
        };
        return text.isEmpty() ? form : form.isEmpty() ? text : text + (text.endsWith(".") ? " " : ". ") + form;
    }

    /** What to enter where JSON is asked for. */
    private String json() {
        Json items = schema.at("items");
        if (is("array")) {
            return items.at("properties").present()
                    ? "A list of objects as JSON" + fields(items) + "."
                    : "A list as JSON.";
        }
        return is("object") ? "An object as JSON" + fields(schema) + "." : "As JSON.";
    }

    private static String fields(Json object) {
        List<String> required = object.texts("required");
        List<String> names = object.at("properties").members().keySet().stream()
                .map(each -> required.contains(each) ? each + " (required)" : each)
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN_FIELDS, names.size())));
        return ", with " + shown + (names.size() > SHOWN_FIELDS ? " and more" : "");
    }

    /**
     * What was entered, as JSON.
     *
     * @return {@code null} if nothing was
     */
    @Nullable
    Object value(Form form) throws Mistake {
        Kind kind = kind();
        if (kind == Kind.TICKS) {
            List<String> ticked = form.texts(field());
            return ticked.isEmpty() && !required ? null : ticked;
        }
        String text = form.text(field());
        if (text.isEmpty()) {
            if (required) {
                throw new Mistake("is required");
            }
            return null;
        }
        return switch (kind) {
            case SELECT -> choice(text);
            case NUMBER -> number(text);
            case TIME ->
                text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d")
                        ? text + ":00Z"
                        : text.matches(".*\\d") ? text + "Z" : text;
            case LINES -> is("string") ? text.replace("\r\n", "\n") : json(text);
            default -> text;
        };
    }

    private Object choice(String text) throws Mistake {
        if (is("boolean")) {
            return Boolean.valueOf(text);
        }
        for (Json choice : choices()) {
            Object value = choice.value();
            if (value != null && choice.text().equals(text)) {
                return value;
            }
        }
        throw new Mistake("must be one of the choices");
    }

    private Object number(String text) throws Mistake {
        try {
            return is("integer") ? new BigInteger(text) : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Mistake(is("integer") ? "must be a whole number" : "must be a number");
        }
    }

    private Object json(String text) throws Mistake {
        Object value;
        try {
            value = Json.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new Mistake(
                    "is " + e.getMessage() + ": texts and names stand in double quotes, lists in [ ], objects in { }");
        }
        if (is("object") && !(value instanceof Map)) {
            throw new Mistake("must be an object, such as {\"name\": \"value\"}");
        }
        if (is("array") && !(value instanceof List)) {
            throw new Mistake("must be a list, such as [1, 2]");
        }
        if (value == null) {
            throw new Mistake("must not be null; leave it empty instead");
        }
        return value;
    }
}
