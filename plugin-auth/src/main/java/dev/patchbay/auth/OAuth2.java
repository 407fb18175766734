package dev.patchbay.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.api.VendorRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code oauth2}: an access token in the header {@code Authorization}, granted in a browser, renewed by a refresh token.
 *
 * <p>Settings: {@code authorizeUrl}, {@code tokenUrl}; {@code scopes} and
 * {@code furtherScopes}, lists, joined by {@code scopeSeparator} (a blank); {@code authorizeParameters} and {@code tokenParameters}, what else is sent there; {@code clientAuthentication},
 * {@code body} (as it is) or {@code basic}; {@code pkce: true}; {@code context}, which fields of the token answer fill
 * which fields of the account's context; {@code rotatesRefreshToken: true} where a refresh token works once;
 * {@code expiresIn}, the seconds that a token is good if the vendor does not say; {@code description}.
 *
 * <p>Where a login has {@linkplain LocationScheme locations}: {@code locations}, with {@code tool}, {@code arguments} and
 * {@code clientArguments} (patterns, of which each takes the first match in the client's id) to list them, {@code id},
 * {@code name} and {@code address} to read them; {@code tokenUrl}, {@code tokenHeaders} and {@code tokenForm} to get a
 * token for one, in whose values <code>{{location}}</code> and <code>{{context.name}}</code> are filled; {@code context},
 * the field of the account's context that names the location.
 *
 * <p>The credential is {@code client_id}, {@code client_secret} and, if need be, {@code authorize_url}, which an operator
 * gives; {@code access_token}, {@code refresh_token} and {@code expires_at}, which the vendor grants.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749">RFC 6749</a>
 */
@Component(service = AuthScheme.class)
public final class OAuth2 implements LocationScheme {
    private static final Secret CLIENT_ID =
            new Secret("client_id", "Client ID", "The id of your app at the vendor.", false);
    private static final Secret CLIENT_SECRET =
            new Secret("client_secret", "Client secret", "The secret of your app at the vendor.", true);
    private static final Secret ACCESS_TOKEN = new Secret("access_token", "access token", "", true);
    private static final Secret REFRESH_TOKEN = new Secret("refresh_token", "refresh token", "", true);
    private static final String AUTHORIZE_URL = "authorize_url";
    private static final String EXPIRES_AT = "expires_at";

    private final Clock clock;

    @Activate
    public OAuth2() {
        this(Clock.systemUTC());
    }

    OAuth2(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "oauth2";
    }

    @Override
    public List<Field> fields(Map<String, Object> settings) {
        return List.of(
                CLIENT_ID.field(settings),
                CLIENT_SECRET.field(Map.of()),
                new Field(
                        AUTHORIZE_URL,
                        "Login page",
                        "Only if the vendor's login page is at another address for you, as it is with a white label.",
                        false,
                        false,
                        "https?://[^\\s#]+",
                        "a web address, such as https://login.example.com/oauth/authorize"));
    }

    @Override
    public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
        return request.withHeader("Authorization", "Bearer " + ACCESS_TOKEN.of(credential));
    }

    @Override
    public @Nullable Instant expiresAt(Credential credential, Map<String, Object> settings) {
        if (credential.get(ACCESS_TOKEN.name()) == null) {
            return Instant.EPOCH;
        }
        String at = credential.get(EXPIRES_AT);
        try {
            return at == null ? null : Instant.parse(at);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    @Override
    public Credential renew(Credential credential, Map<String, Object> settings, TokenEndpoint vendor) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put(REFRESH_TOKEN.name(), REFRESH_TOKEN.of(credential));
        TokenAnswer answer = ask(form, credential, new OAuth2Settings(settings), vendor);
        return granted(credential, answer, new OAuth2Settings(settings));
    }

    @Override
    public Set<String> grantedContext(Map<String, Object> settings) {
        return new OAuth2Settings(settings).map("context").keySet();
    }

    @Override
    public URI authorizeUrl(Credential client, Login login, Map<String, Object> settings) {
        OAuth2Settings vendor = new OAuth2Settings(settings);
        String own = client.get(AUTHORIZE_URL);
        URI page = own == null || own.isBlank()
                ? vendor.url("authorizeUrl")
                : OAuth2Settings.url(AUTHORIZE_URL, own.strip());
        Map<String, String> query = new LinkedHashMap<>(vendor.map("authorizeParameters"));
        query.put("response_type", "code");
        query.put("client_id", CLIENT_ID.of(client));
        query.put("redirect_uri", login.redirectUri().toString());
        if (!vendor.scope().isEmpty()) {
            query.put("scope", vendor.scope());
        }
        query.put("state", login.state());
        if (vendor.flag("pkce")) {
            query.put("code_challenge", challenge(login.verifier()));
            query.put("code_challenge_method", "S256");
        }
        StringBuilder url = new StringBuilder(page.toString());
        char between = page.getRawQuery() == null ? '?' : '&';
        for (Map.Entry<String, String> each : query.entrySet()) {
            url.append(between)
                    .append(encoded(each.getKey()))
                    .append('=')
                    .append(encoded(each.getValue()).replace("+", "%20"));
            between = '&';
        }
        return URI.create(url.toString());
    }

    @Override
    public Grant exchange(
            String code, Credential client, Login login, Map<String, Object> settings, TokenEndpoint vendor) {
        OAuth2Settings read = new OAuth2Settings(settings);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", login.redirectUri().toString());
        if (read.flag("pkce")) {
            form.put("code_verifier", login.verifier());
        }
        TokenAnswer answer = ask(form, client, read, vendor);
        Map<String, String> context = new HashMap<>();
        read.map("context").forEach((field, name) -> {
            String value = answer.text(name);
            if (value != null) {
                context.put(field, value);
            }
        });
        return new Grant(granted(client, answer, read), context);
    }

    @Override
    public @Nullable Listing locations(Credential credential, Map<String, Object> settings) {
        LocationSettings locations = new OAuth2Settings(settings).locations();
        return locations == null ? null : locations.listing(CLIENT_ID.of(credential));
    }

    @Override
    public Grant grantFor(
            String locationId,
            Credential account,
            Map<String, String> context,
            Map<String, Object> settings,
            TokenEndpoint vendor) {
        OAuth2Settings read = new OAuth2Settings(settings);
        LocationSettings locations = read.locations();
        if (locations == null) {
            throw new GatewayException(Kind.NOT_CONNECTED, "the login of the account it came from has no locations");
        }
        Map<String, String> headers = new HashMap<>(locations.settings().map("tokenHeaders"));
        headers.put("Accept", "application/json");
        headers.put("Authorization", "Bearer " + ACCESS_TOKEN.of(account));
        URI url = locations.settings().url("tokenUrl");
        TokenAnswer answer =
                TokenAnswer.ofLocation(vendor.post(url, headers, locations.form(locationId, context)), locationId);
        return new Grant(granted(new Credential(Map.of()), answer, read), Map.of(locations.field(), locationId));
    }

    private static TokenAnswer ask(
            Map<String, String> request, Credential client, OAuth2Settings settings, TokenEndpoint vendor) {
        Map<String, String> form = new LinkedHashMap<>(settings.map("tokenParameters"));
        form.putAll(request);
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        String id = CLIENT_ID.of(client);
        String secret = CLIENT_SECRET.of(client);
        if (settings.clientInHeader()) {
            // Form-encoded before it is put together: RFC 6749, section 2.3.1.
            String pair = encoded(id) + ":" + encoded(secret);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        } else {
            form.put(CLIENT_ID.name(), id);
            form.put(CLIENT_SECRET.name(), secret);
        }
        return TokenAnswer.of(vendor.post(settings.url("tokenUrl"), headers, form));
    }

    private Credential granted(Credential before, TokenAnswer answer, OAuth2Settings settings) {
        Map<String, String> secrets = new HashMap<>(before.reveal());
        secrets.put(ACCESS_TOKEN.name(), String.valueOf(answer.text(ACCESS_TOKEN.name())));
        String refresh = answer.text(REFRESH_TOKEN.name());
        if (refresh != null) {
            secrets.put(REFRESH_TOKEN.name(), refresh);
        } else if (settings.flag("rotatesRefreshToken")) {
            // Used up: to send it again could make the vendor revoke the whole login.
            secrets.remove(REFRESH_TOKEN.name());
        }
        Duration lifetime = answer.lifetime() == null ? settings.lifetime() : answer.lifetime();
        if (lifetime == null) {
            secrets.remove(EXPIRES_AT);
        } else {
            secrets.put(EXPIRES_AT, clock.instant().plus(lifetime).toString());
        }
        return new Credential(secrets);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayException(Kind.INTERNAL, "this Java runtime lacks SHA-256", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
