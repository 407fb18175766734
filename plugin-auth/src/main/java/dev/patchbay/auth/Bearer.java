package dev.patchbay.auth;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.VendorRequest;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code bearer}: a token in the header {@code Authorization}. Setting: {@code description}, where an operator finds it.
 * The credential is {@code token}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750</a>
 */
@Component
public final class Bearer implements AuthScheme {
    private static final Secret TOKEN = new Secret("token", "Token", "The access token of the vendor's account.", true);

    @Activate
    public Bearer() {}

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<Field> fields(Map<String, Object> settings) {
        return List.of(TOKEN.field(settings));
    }

    @Override
    public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
        return request.withHeader("Authorization", "Bearer " + TOKEN.of(credential));
    }
}
