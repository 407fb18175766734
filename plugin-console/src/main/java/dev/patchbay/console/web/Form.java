package dev.patchbay.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form sent, in the body alone: parameters of the address are not mixed in. Values have no spaces around them.
 */
public final class Form {
    private static final int LONGEST = 1_000_000;
    private static final int MOST_FIELDS = 5_000;
    static final Form EMPTY = new Form(Map.of(), Map.of());

    private final Map<String, List<String>> fields;
    private final Map<String, Upload> uploads;

    /**
     * A file that was chosen.
     *
     * @param fileName as the browser says; not to be trusted
     * @param bytes all of it
     */
    public record Upload(String fileName, byte[] bytes) {}

    private Form(Map<String, List<String>> fields, Map<String, Upload> uploads) {
        this.fields = fields;
        this.uploads = uploads;
    }

    /** @throws Trouble if the body is not a form, or too large */
    static Form of(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType());
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return decode(body(request));
        }
        return hasFiles(request) ? parts(request) : EMPTY;
    }

    static boolean hasFiles(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("multipart/form-data");
    }

    private static String body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Trouble(413, "The form is too large.");
            }
            return new String(bytes, UTF_8);
        }
    }

    private static Form decode(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String[] pairs = body.isEmpty() ? new String[0] : body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new Trouble(413, "The form has too many fields.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            add(fields, decoded(name), decoded(value));
        }
        return new Form(fields, Map.of());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Trouble(400, "The form is not encoded as forms are.");
        }
    }

    private static Form parts(HttpServletRequest request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Map<String, Upload> uploads = new LinkedHashMap<>();
        try {
            for (Part part : request.getParts()) {
                try (InputStream in = part.getInputStream()) {
                    byte[] bytes = in.readAllBytes();
                    String fileName = part.getSubmittedFileName();
                    if (fileName == null) {
                        add(fields, part.getName(), new String(bytes, UTF_8));
                    } else if (!fileName.isEmpty()) {
                        uploads.put(part.getName(), new Upload(fileName, bytes));
                    }
                } finally {
                    // A container may have put it on the disk, and leaves it there.
                    part.delete();
                }
            }
        } catch (IOException | ServletException | IllegalStateException e) {
            // Each container has its own way to say so.
            throw new Trouble(413, "The upload could not be read: it is larger than 64 MB, or it was cut off.");
        }
        return new Form(fields, uploads);
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value.strip());
    }

    /** The first value of a field; empty if it is absent. */
    public String text(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : values.get(0);
    }

    /** The first value of a field; {@code null} if it is absent or blank. */
    public @Nullable String textOrNull(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    /** All values of a field that are not blank: the boxes that were ticked. */
    public List<String> texts(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Whether a box was ticked. */
    public boolean ticked(String name) {
        return !text(name).isEmpty();
    }

    /** The names of all fields. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** A file that was chosen. */
    public Optional<Upload> upload(String name) {
        return Optional.ofNullable(uploads.get(name));
    }
}
