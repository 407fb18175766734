package dev.patchbay.integration;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorBody;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file as an argument: how it is described to the model, and what becomes of it in a multipart body. */
final class FilePart {
    /** In base64, what fits into the largest request that the gateway takes unless it is told otherwise. */
    static final int DEFAULT_MAX_BYTES = 3_000_000;

    private static final int BYTES_IN_MEGABYTE = 1_000_000;

    private FilePart() {}

    /** What is published of an argument that is a file. */
    static Map<String, Object> schema(@Nullable String description, int maxBytes) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", text("The file's name with its extension."));
        properties.put(
                "contentType", text("Its media type, such as application/pdf; guessed from the name if absent."));
        properties.put("text", text("The content of a text file. Either this or base64."));
        properties.put("base64", text("The content in base64. Either this or text."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        String limit = "At most " + size(maxBytes) + ".";
        schema.put("description", description == null ? "A file. " + limit : description + " " + limit);
        schema.put("properties", Collections.unmodifiableMap(properties));
        schema.put("required", List.of("name"));
        schema.put("additionalProperties", false);
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> text(String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("description", description);
        return Collections.unmodifiableMap(schema);
    }

    private static String size(int bytes) {
        return bytes % BYTES_IN_MEGABYTE == 0 ? bytes / BYTES_IN_MEGABYTE + " MB" : bytes + " bytes";
    }

    /** @throws GatewayException of kind {@code INVALID_ARGUMENT} if it is no file, or too large */
    static VendorBody.Part of(String argument, String wire, Object value, int maxBytes) {
        if (!(value instanceof Map<?, ?> file) || !(file.get("name") instanceof String name) || name.isBlank()) {
            throw refuse(argument + " must be an object with the file's name, and its content as text or base64");
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
            throw refuse("the name of " + argument + " must be a plain file name");
        }
        Object text = file.get("text");
        Object base64 = file.get("base64");
        if ((text == null) == (base64 == null)) {
            throw refuse(argument + " must have its content either as text or as base64");
        }
        byte[] content =
                text != null ? String.valueOf(text).getBytes(StandardCharsets.UTF_8) : decode(argument, base64);
        if (content.length > maxBytes) {
            throw refuse(argument + " is larger than " + size(maxBytes));
        }
        return new VendorBody.Part(wire, name, contentType(argument, file, name), content);
    }

    private static byte[] decode(String argument, @Nullable Object base64) {
        try {
            return Base64.getMimeDecoder().decode(String.valueOf(base64));
        } catch (IllegalArgumentException e) {
            throw refuse("base64 of " + argument + " is not valid base64");
        }
    }

    private static String contentType(String argument, Map<?, ?> file, String name) {
        if (file.get("contentType") instanceof String given && !given.isBlank()) {
            if (given.chars().anyMatch(Character::isISOControl)) {
                throw refuse("contentType of " + argument + " must be a media type");
            }
            return given;
        }
        String guessed = URLConnection.guessContentTypeFromName(name);
        if (guessed != null) {
            return guessed;
        }
        return file.get("text") != null ? "text/plain; charset=utf-8" : "application/octet-stream";
    }

    private static GatewayException refuse(String why) {
        return new GatewayException(Kind.INVALID_ARGUMENT, why);
    }
}
