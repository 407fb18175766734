package dev.patchbay.console.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON value, as the admin API answers it. Reading never fails: what is absent or of another type reads as the empty
 * value of the type that was asked for, so that a page shows what is there.
 *
 * @param value a map, list, text, number, boolean or {@code null}
 */
public record Json(@Nullable Object value) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                    .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")))
            .build();

    /** The value of nothing. */
    public static final Json ABSENT = new Json(null);

    /**
     * Reads a JSON text.
     *
     * @throws IllegalArgumentException if it is not JSON; the message says where
     */
    public static Json parse(String text) {
        try {
            return new Json(MAPPER.readValue(text, Object.class));
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException("not JSON" + where, e);
        }
    }

    /** Whether there is a value other than null. */
    public boolean present() {
        return value != null;
    }

    /** A member of an object. */
    public Json at(String name) {
        return value instanceof Map<?, ?> map ? new Json(map.get(name)) : ABSENT;
    }

    /** This value as text; empty for null, the JSON for objects and lists. */
    public String text() {
        if (value == null) {
            return "";
        }
        return value instanceof Map || value instanceof List ? pretty() : value.toString();
    }

    /** A member as text, empty if it is absent. */
    public String text(String name) {
        return at(name).text();
    }

    /** A member that is {@code true}. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(at(name).value);
    }

    /** A member as a whole number, 0 if it is absent. */
    public long number(String name) {
        return at(name).value instanceof Number number ? number.longValue() : 0;
    }

    /** A member as a time. */
    public @Nullable Instant time(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The items of this list. */
    public List<Json> items() {
        return value instanceof List<?> list
                ? list.stream().<Json>map(each -> new Json(each)).toList()
                : List.of();
    }

    /** The items of a member that is a list. */
    public List<Json> list(String name) {
        return at(name).items();
    }

    /** The items of a member that is a list of texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(Json::text).toList();
    }

    /** The members of this object by name, in their order. */
    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), new Json(member)));
        }
        return members;
    }

    /** This value as indented JSON. */
    public String pretty() {
        return MAPPER.writeValueAsString(value);
    }
}
