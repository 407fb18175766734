package dev.patchbay.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens that forms carry, so that no other site can send one in a person's name. Each is bound to the browser's
 * cookie, that of the sign-in page included, and nothing is stored for it.
 */
public final class FormTokens {
    /** The name of the form's field. */
    public static final String FIELD = "form_token";

    /** The name of the header, for scripts. */
    public static final String HEADER = "X-Form-Token";

    private final SecretKeySpec key = new SecretKeySpec(RandomText.next().getBytes(UTF_8), "HmacSHA256");

    /** The token of the forms that are shown to a browser with this cookie. */
    public String of(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(cookie.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
        }
    }

    /** Whether a form was shown to the browser that sends it. */
    public boolean good(String cookie, String token) {
        return MessageDigest.isEqual(of(cookie).getBytes(UTF_8), token.getBytes(UTF_8));
    }
}
