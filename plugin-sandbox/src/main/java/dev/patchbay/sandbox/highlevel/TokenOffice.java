package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues and recognises tokens. A code and a refresh token work once; a new access token leaves the older ones valid until
 * they expire.
 */
final class TokenOffice {
    /** What every token that is issued here looks like, so that none gets into the record of requests. */
    static final Pattern ISSUED = Pattern.compile("sbx(?:code|access|refresh)-[0-9a-f]+");

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private record Code(String redirectUri, String scope, Instant expiresAt) {}

    private record Renewal(@Nullable String locationId, String scope) {}

    /** A pair of tokens fresh from the office. */
    record Pair(String accessToken, String refreshToken, Bearer bearer) {}

    private final SecureRandom random = new SecureRandom();
    private final String integrationToken;
    private final Places places;
    private final InstantSource clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Bearer> bearers = new HashMap<>();
    private final Map<String, Renewal> renewals = new HashMap<>();
    private int codesIssued;
    private int codesRedeemed;
    private int refreshes;
    private int refreshesRefused;
    private int locationTokens;

    TokenOffice(String integrationToken, Places places, InstantSource clock) {
        this.integrationToken = integrationToken;
        this.places = places;
        this.clock = clock;
    }

    /** Whom the value of an Authorization header stands for; else 401. */
    Bearer admit(@Nullable String authorization) {
        Bearer bearer = known(authorization);
        if (bearer == null) {
            throw new Refusal(401, "Invalid JWT");
        }
        return bearer;
    }

    /** The location whose data a request is about: that of its token, else the first one. */
    String locationOf(@Nullable String authorization) {
        Bearer bearer = known(authorization);
        String at = bearer == null ? null : bearer.locationId();
        return at == null ? places.first().id() : at;
    }

    private @Nullable Bearer known(@Nullable String authorization) {
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            String token = authorization.substring(7).strip();
            if (MessageDigest.isEqual(bytes(token), bytes(integrationToken))) {
                return new Bearer(places.first().id(), "", Instant.MAX);
            }
            Bearer bearer = bearers.get(token);
            if (bearer != null && clock.instant().isBefore(bearer.expiresAt())) {
                return bearer;
            }
        }
        return null;
    }

    String issueCode(String redirectUri, String scope) {
        codesIssued++;
        String code = token("sbxcode-");
        codes.put(code, new Code(redirectUri, scope, clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    /** The tokens for a code; empty when it is unknown, used, too old or was issued for another address. */
    Optional<Pair> redeem(String code, @Nullable String redirectUri, boolean isCompany, int expiresInSeconds) {
        Code issued = codes.remove(code);
        if (issued == null
                || !clock.instant().isBefore(issued.expiresAt)
                || (redirectUri != null && !redirectUri.equals(issued.redirectUri))) {
            return Optional.empty();
        }
        codesRedeemed++;
        return Optional.of(pair(new Renewal(isCompany ? null : places.first().id(), issued.scope), expiresInSeconds));
    }

    /** The tokens for a refresh token; empty when it is unknown or was used before. */
    Optional<Pair> refresh(String refreshToken, int expiresInSeconds) {
        Renewal renewal = renewals.remove(refreshToken);
        if (renewal == null) {
            refreshesRefused++;
            return Optional.empty();
        }
        refreshes++;
        return Optional.of(pair(renewal, expiresInSeconds));
    }

    /** An access token of a location for one of the agency. */
    String locationToken(Bearer company, String locationId, int expiresInSeconds) {
        locationTokens++;
        return accessToken(new Bearer(locationId, company.scope(), expiry(expiresInSeconds)));
    }

    /** Makes the tokens of one location invalid, as when the app is taken out of it. */
    void forget(String locationId) {
        bearers.values().removeIf(bearer -> locationId.equals(bearer.locationId()));
        renewals.values().removeIf(renewal -> locationId.equals(renewal.locationId));
    }

    /** Makes every token that was issued invalid, refresh tokens too, and answers how many of those there were. */
    int revokeAll() {
        int count = renewals.size();
        bearers.clear();
        renewals.clear();
        return count;
    }

    /** Makes every access token that was issued invalid and answers how many were not already. */
    int expireAll() {
        Instant now = clock.instant();
        long valid = bearers.values().stream()
                .filter(bearer -> now.isBefore(bearer.expiresAt()))
                .count();
        bearers.clear();
        return Math.toIntExact(valid);
    }

    /** Counts, no token. */
    ObjectNode toJson() {
        Instant now = clock.instant();
        return Json.object()
                .put("codesIssued", codesIssued)
                .put("codesRedeemed", codesRedeemed)
                .put("refreshes", refreshes)
                .put("refreshesRefused", refreshesRefused)
                .put("locationTokens", locationTokens)
                .put(
                        "validAccessTokens",
                        bearers.values().stream()
                                .filter(bearer -> now.isBefore(bearer.expiresAt()))
                                .count());
    }

    private Pair pair(Renewal renewal, int expiresInSeconds) {
        Bearer bearer = new Bearer(renewal.locationId, renewal.scope, expiry(expiresInSeconds));
        String refreshToken = token("sbxrefresh-");
        renewals.put(refreshToken, renewal);
        return new Pair(accessToken(bearer), refreshToken, bearer);
    }

    private String accessToken(Bearer bearer) {
        String token = token("sbxaccess-");
        bearers.put(token, bearer);
        return token;
    }

    private Instant expiry(int expiresInSeconds) {
        return clock.instant().plusSeconds(expiresInSeconds);
    }

    private String token(String prefix) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
