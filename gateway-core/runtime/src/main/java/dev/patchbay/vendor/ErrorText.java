package dev.patchbay.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Finds the sentence in an error body: where the description says, else in the usual places. */
final class ErrorText {
    private static final int LONGEST = 600;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> USUAL =
            List.of("message", "error_description", "detail", "details", "title", "error", "errors", "reason", "msg");

    private ErrorText() {}

    /**
     * One line of at most 600 characters; empty if the vendor gave no reason.
     *
     * @param mask hides secrets; asked before anything is cut, since half a secret is a secret too
     */
    static String of(@Nullable Object body, VendorDialect dialect, SecretMask mask) {
        Object found = dialect.errorMessage(body);
        String text = found == null ? usual(body) : words(found);
        if (text.isEmpty() && body != null) {
            text = body instanceof String ? words(body) : JSON.writeValueAsString(body);
        }
        String trace = body instanceof Map<?, ?> map && map.get("traceId") instanceof String id ? id : "";
        String bounded = bound(oneLine(mask.hide(text)));
        return trace.isEmpty() || bounded.isEmpty()
                ? bounded
                : bounded + " (traceId " + bound(oneLine(mask.hide(trace))) + ")";
    }

    private static String usual(@Nullable Object body) {
        if (body instanceof Map<?, ?> map) {
            for (String name : USUAL) {
                Object value = map.get(name);
                String text = value == null || value instanceof Boolean ? "" : words(value);
                if (!text.isEmpty()) {
                    return text;
                }
            }
            return "";
        }
        return body instanceof List<?> list ? words(list) : "";
    }

    private static String words(Object value) {
        if (value instanceof String text) {
            return text.stripLeading().startsWith("<") ? withoutTags(text) : text;
        }
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object each : list) {
                if (each != null) {
                    texts.add(words(each));
                }
            }
            return String.join("; ", texts);
        }
        if (value instanceof Map<?, ?> map) {
            String text = usual(map);
            if (text.isEmpty()) {
                return JSON.writeValueAsString(map);
            }
            Object field = map.get("field");
            return field instanceof String name && !text.contains(name) ? name + ": " + text : text;
        }
        return value.toString();
    }

    /** The words of a web page that stands where a reason should: what a proxy in front of the vendor answers. */
    private static String withoutTags(String page) {
        StringBuilder text = new StringBuilder();
        boolean inTag = false;
        for (int i = 0; i < page.length() && text.length() < 4 * LONGEST; i++) {
            char c = page.charAt(i);
            if (c == '<' || c == '>') {
                inTag = c == '<';
                text.append(' ');
            } else if (!inTag) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), 2 * LONGEST));
        boolean blank = false;
        for (int i = 0; i < text.length() && line.length() < 2 * LONGEST; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                blank = line.length() > 0;
            } else {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    private static String bound(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
