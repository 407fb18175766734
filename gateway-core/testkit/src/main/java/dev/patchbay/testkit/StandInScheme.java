package dev.patchbay.testkit;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.VendorRequest;
import java.util.List;
import java.util.Map;

/** Signs in place of any scheme: the secret {@code key} stands in the header {@code X-Stand-In}. */
public record StandInScheme(String name) implements AuthScheme {
    /** The header that shows that a request was signed. */
    public static final String HEADER = "X-Stand-In";

    @Override
    public List<Field> fields(Map<String, Object> settings) {
        return List.of(new Field("key", "Key", "Any text.", true, true, null, null));
    }

    @Override
    public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
        return request.withHeader(HEADER, String.valueOf(credential.get("key")));
    }
}
