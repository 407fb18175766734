package dev.patchbay.auth;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code basic}: a user name and a password in the header {@code Authorization}. Settings: {@code description}, where an
 * operator finds them; {@code username} or {@code password}, a value that is the same for every account and so is not
 * asked for. The credential is {@code username} and {@code password}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
@Component
public final class Basic implements AuthScheme {
    private static final Secret USER = new Secret("username", "User name", "The user name at the vendor.", false);
    private static final Secret PASSWORD = new Secret("password", "Password", "The password at the vendor.", true);

    @Activate
    public Basic() {}

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public List<Field> fields(Map<String, Object> settings) {
        List<Field> fields = new ArrayList<>();
        for (Secret each : List.of(USER, PASSWORD)) {
            if (!settings.containsKey(each.name())) {
                fields.add(each.field(settings));
            }
        }
        return fields;
    }

    @Override
    public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
        String user = value(USER, credential, settings);
        if (user.indexOf(':') >= 0) {
            throw new GatewayException(Kind.NOT_CONNECTED, "the account's user name must not hold a colon");
        }
        String pair = user + ":" + value(PASSWORD, credential, settings);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return request.withHeader("Authorization", "Basic " + encoded);
    }

    private static String value(Secret secret, Credential credential, Map<String, Object> settings) {
        String fixed = Secret.text(settings, secret.name());
        return fixed == null ? secret.of(credential) : fixed;
    }
}
