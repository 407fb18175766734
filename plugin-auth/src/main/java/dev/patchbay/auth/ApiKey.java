package dev.patchbay.auth;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorRequest;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code api-key}: a key in a header or in the query. Settings: {@code header} or {@code query}, the name under which it
 * is sent; {@code prefix}, what stands before it; {@code description}, where an operator finds it. The credential is
 * {@code api_key}.
 */
@Component
public final class ApiKey implements AuthScheme {
    private static final Secret KEY = new Secret("api_key", "API key", "The API key of the vendor's account.", true);

    @Activate
    public ApiKey() {}

    @Override
    public String name() {
        return "api-key";
    }

    @Override
    public List<Field> fields(Map<String, Object> settings) {
        return List.of(KEY.field(settings));
    }

    @Override
    public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
        String prefix = Secret.text(settings, "prefix");
        String key = KEY.of(credential);
        String value = prefix == null ? key : prefix + key;
        String header = Secret.text(settings, "header");
        if (header != null) {
            return request.withHeader(header, value);
        }
        String query = Secret.text(settings, "query");
        if (query != null) {
            return request.withQuery(query, value);
        }
        throw new GatewayException(
                Kind.MISCONFIGURED, "the integration does not say in which header or query its API key is sent");
    }
}
