package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.QueryReader;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable.Call;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The authorization page and the token endpoints. */
final class OAuthRoutes {
    private final Installation installation;
    private final TokenOffice office;
    private final Supplier<Limits> limits;
    private final Places places;
    private final Instant start;

    OAuthRoutes(Installation installation, TokenOffice office, Supplier<Limits> limits, Places places, Instant start) {
        this.installation = installation;
        this.office = office;
        this.limits = limits;
        this.places = places;
        this.start = start;
    }

    void addTo(Operations operations) {
        operations.open("GET", "/oauth/chooselocation", this::choose).open("POST", "/oauth/token", this::token);
        operations
                .group(Operations.JULY, Audience.COMPANY)
                .add("POST", "/oauth/locationToken", 200, this::locationToken)
                .add("GET", "/oauth/installedLocations", this::installedLocations);
    }

    private ApiAnswer choose(Call call) {
        QueryReader query = call.query();
        if (!"code".equals(query.text("response_type"))) {
            throw new Refusal(400, "response_type must be code");
        }
        if (!installation.clientId().equals(query.text("client_id"))) {
            throw new Refusal(400, "There is no app with this client_id");
        }
        String redirectUri = query.text("redirect_uri");
        String scope = query.textOrNull("scope");
        if (!isAddress(redirectUri)) {
            throw new Refusal(400, "redirect_uri must be an absolute http or https address without a fragment");
        }
        if (query.textOrNull("auto") == null) {
            return AuthorizationPage.of(places.first().name(), call.request().query());
        }
        String code = office.issueCode(redirectUri, scope == null ? "" : scope);
        String state = query.textOrNull("state");
        String target = redirectUri + (redirectUri.contains("?") ? "&" : "?") + "code=" + code
                + (state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        return ApiAnswer.empty(302).with("Location", target).with("Cache-Control", "no-store");
    }

    private ApiAnswer token(Call call) {
        Map<String, String> form = form(call.request().text());
        List<String> complaints = new ArrayList<>();
        for (String name : List.of("client_id", "client_secret", "grant_type")) {
            if (form.getOrDefault(name, "").isBlank()) {
                complaints.add(name + " is required");
            }
        }
        if (!complaints.isEmpty()) {
            throw new Invalid(complaints);
        }
        if (!installation.clientId().equals(form.get("client_id"))
                || !installation.clientSecret().equals(form.get("client_secret"))) {
            return refused(401, "invalid_client", "The client's id or secret is wrong");
        }
        return switch (form.get("grant_type")) {
            case "authorization_code" -> byCode(form);
            case "refresh_token" ->
                issued(
                        office.refresh(
                                form.getOrDefault("refresh_token", ""),
                                limits.get().expiresInSeconds()),
                        "The refresh token is unknown or was used before");
            default -> refused(400, "unsupported_grant_type", "The sandbox knows authorization_code and refresh_token");
        };
    }

    private ApiAnswer byCode(Map<String, String> form) {
        String userType = form.getOrDefault("user_type", "Location");
        if (!userType.equals("Location") && !userType.equals("Company")) {
            throw new Invalid("user_type must be one of the following values: Company, Location");
        }
        return issued(
                office.redeem(
                        form.getOrDefault("code", ""),
                        form.get("redirect_uri"),
                        userType.equals("Company"),
                        limits.get().expiresInSeconds()),
                "The code is unknown, was used before, is too old or was issued for another redirect_uri");
    }

    private ApiAnswer issued(Optional<TokenOffice.Pair> pair, String complaint) {
        return pair.map(tokens -> ApiAnswer.json(answer(tokens)))
                .orElseGet(() -> refused(400, "invalid_grant", complaint));
    }

    private ObjectNode answer(TokenOffice.Pair pair) {
        Bearer bearer = pair.bearer();
        ObjectNode json = Json.object()
                .put("access_token", pair.accessToken())
                .put("token_type", "Bearer")
                .put("expires_in", limits.get().expiresInSeconds())
                .put("refresh_token", pair.refreshToken())
                .put("scope", bearer.scope())
                .put("userType", bearer.isCompany() ? "Company" : "Location")
                .put("companyId", installation.companyId())
                .put("userId", FixedIds.OWNER)
                .put("isBulkInstallation", bearer.isCompany());
        if (bearer.isCompany()) {
            var approved = json.putArray("approvedLocations");
            places.all().stream()
                    .map(Places.Place::id)
                    .filter(places::isInstalled)
                    .forEach(approved::add);
        } else {
            json.put("locationId", bearer.locationId());
        }
        return json;
    }

    private ObjectNode locationToken(Call call, Bearer company) {
        Map<String, String> form = form(call.request().text());
        List<String> complaints = new ArrayList<>();
        for (String name : List.of("companyId", "locationId")) {
            if (form.getOrDefault(name, "").isBlank()) {
                complaints.add(name + " is required");
            }
        }
        if (!complaints.isEmpty()) {
            throw new Invalid(complaints);
        }
        String locationId = form.getOrDefault("locationId", "");
        if (!installation.companyId().equals(form.get("companyId")) || !places.isInstalled(locationId)) {
            throw new Refusal(403, "The token does not have access to this location.");
        }
        int expiresInSeconds = limits.get().expiresInSeconds();
        return Json.object()
                .put("access_token", office.locationToken(company, locationId, expiresInSeconds))
                .put("token_type", "Bearer")
                .put("expires_in", expiresInSeconds)
                .put("scope", company.scope())
                .put("locationId", locationId)
                .put("userId", FixedIds.OWNER)
                .put("appId", installation.appId());
    }

    private ObjectNode installedLocations(Call call) {
        QueryReader query = call.query();
        query.text("companyId");
        boolean known = query.text("appId").equals(installation.appId());
        boolean wanted = !Boolean.FALSE.equals(query.flagOrNull("isInstalled"));
        String text = query.textOrNull("query");
        String only = query.textOrNull("locationId");
        List<Places.Place> found = places.all().stream()
                .filter(place -> known && wanted == places.isInstalled(place.id()))
                .filter(place -> text == null || lower(place.name()).contains(lower(text)))
                .filter(place -> only == null || place.id().equals(only))
                .toList();
        ObjectNode json = Json.object();
        json.set(
                "locations",
                Json.list(
                        found.stream()
                                .skip(Page.skip(query, "skip"))
                                .limit(Page.limit(query, 20))
                                .toList(),
                        this::row));
        return json.put("count", found.size()).put("installToFutureLocations", false);
    }

    private ObjectNode row(Places.Place place) {
        ObjectNode json = Json.object()
                .put("_id", place.id())
                .put("name", place.name())
                .put("address", Location.ADDRESS + ", " + Location.CITY)
                .put("isInstalled", places.isInstalled(place.id()));
        return places.isInstalled(place.id()) ? json.put("installedAt", VendorTime.text(start)) : json;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static ApiAnswer refused(int status, String error, String description) {
        return ApiAnswer.json(
                status,
                Json.object()
                        .put("statusCode", status)
                        .put("error", error)
                        .put("error_description", description)
                        .put("message", description));
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
