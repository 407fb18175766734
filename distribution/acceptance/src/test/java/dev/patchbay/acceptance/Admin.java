package dev.patchbay.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The operator's side: accounts and servers through the REST API. */
final class Admin {
    private final URI base;
    private final String token;

    Admin(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    /** A server that was minted. */
    record Server(String id, String accountId, URI url) {
        Wire wire() {
            return Wire.to(url);
        }

        /** The secret part of the URL. */
        String secret() {
            String path = url.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    String account(String integration, Map<String, ?> context, Map<String, ?> credentials, String baseUrl) {
        JsonNode created = call(
                "POST",
                "/integrated-account",
                Map.of(
                        "integration", integration,
                        "name", "test",
                        "context", context,
                        "credentials", credentials,
                        "base_url", baseUrl));
        return created.path("id").asString();
    }

    Server mint(String accountId, Map<String, ?> request) {
        JsonNode created = call("POST", "/integrated-account/" + accountId + "/mcp", request);
        return new Server(
                created.path("id").asString(),
                accountId,
                URI.create(created.path("url").asString()));
    }

    void revoke(Server server) {
        call("DELETE", "/integrated-account/" + server.accountId() + "/mcp/" + server.id(), null);
    }

    /** The same server at its new URL. */
    Server rotate(Server server, Duration grace) {
        JsonNode rotated = call(
                "POST",
                "/integrated-account/" + server.accountId() + "/mcp/" + server.id() + "/rotate",
                Map.of("grace_seconds", grace.toSeconds()));
        return new Server(
                server.id(), server.accountId(), URI.create(rotated.path("url").asString()));
    }

    JsonNode update(Server server, Map<String, ?> change) {
        return call("PATCH", "/integrated-account/" + server.accountId() + "/mcp/" + server.id(), change);
    }

    /** The ids of the integrations that are deployed and were not refused. */
    List<String> integrations() {
        return call("GET", "/integration", null)
                .path("result")
                .valueStream()
                .filter(each -> each.path("state").asString().equals("active"))
                .map(each -> each.path("id").asString())
                .toList();
    }

    String apiToken(String name, String role) {
        return call("POST", "/api-token", Map.of("name", name, "role", role))
                .path("token")
                .asString();
    }

    JsonNode call(String method, String path, Object body) {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? Wire.JSON.nullNode() : Wire.JSON.readTree(response.body());
    }

    HttpResponse<String> send(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(Wire.JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return Wire.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
