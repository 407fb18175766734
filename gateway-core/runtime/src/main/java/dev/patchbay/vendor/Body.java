package dev.patchbay.vendor;

import dev.patchbay.api.VendorBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A request's body as it goes over the wire. */
record Body(String contentType, byte[] bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Body of(VendorBody body) {
        if (body instanceof VendorBody.Json json) {
            return new Body("application/json", JSON.writeValueAsBytes(json.value()));
        }
        if (body instanceof VendorBody.Form form) {
            StringBuilder text = new StringBuilder();
            form.fields().forEach((name, value) -> Query.append(name, value, text));
            return new Body("application/x-www-form-urlencoded", text.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return multipart(((VendorBody.Multipart) body).parts());
    }

    private static Body multipart(List<VendorBody.Part> parts) {
        // Random, so that no content can hold it but by an accident that will not happen.
        String boundary = "patchbay-" + UUID.randomUUID();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (VendorBody.Part part : parts) {
            StringBuilder head = new StringBuilder("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(quoted(part.name()))
                    .append('"');
            if (part.fileName() != null) {
                head.append("; filename=\"").append(quoted(part.fileName())).append('"');
            }
            if (part.contentType() != null) {
                head.append("\r\nContent-Type: ").append(oneLine(part.contentType()));
            }
            bytes.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(part.content());
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Body("multipart/form-data; boundary=" + boundary, bytes.toByteArray());
    }

    /** As browsers write it: what would end the name is percent-encoded. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
