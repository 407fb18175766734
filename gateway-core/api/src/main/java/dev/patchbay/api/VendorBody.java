package dev.patchbay.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request to a vendor. */
public sealed interface VendorBody {
    /** A JSON document. */
    record Json(@Nullable Object value) implements VendorBody {}

    /** {@code application/x-www-form-urlencoded}. */
    record Form(Map<String, String> fields) implements VendorBody {
        public Form {
            fields = Map.copyOf(fields);
        }
    }

    /** {@code multipart/form-data}. */
    record Multipart(List<Part> parts) implements VendorBody {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One part of a multipart body.
     *
     * @param name the name of the form field
     * @param fileName the name of the file, or {@code null} for a plain value
     * @param contentType the media type, or {@code null} for plain text
     * @param content the bytes; not copied
     */
    record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            byte[] content) {
        public Part {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(content, "content is null");
        }
    }
}
