package dev.patchbay.admin;

import dev.patchbay.Rooms;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.oauth.Locations;
import dev.patchbay.oauth.OAuthConnect;
import dev.patchbay.oauth.RelayNode;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vendor.ConnectionCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API on a real port of this machine, and a client of it. */
final class AdminServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;
    private final AdminRoutes routes;
    private final ApiTokens apiTokens;

    AdminServer(Rooms rooms, String publicUrl) throws Exception {
        this(
                rooms,
                rooms.accounts,
                rooms.integrations,
                rooms.schemes,
                rooms.connections,
                rooms.logins,
                rooms.locations,
                publicUrl);
    }

    /** Of a gateway whose accounts log in in the browser. */
    AdminServer(RelayNode node, String publicUrl) throws Exception {
        this(
                node.rooms,
                node.accounts,
                node.integrations,
                node.schemes,
                new ConnectionCheck(node.accounts, node.integrations, node.proxy),
                node.connect,
                node.locations,
                publicUrl);
    }

    private AdminServer(
            Rooms rooms,
            Accounts accounts,
            Integrations integrations,
            AuthSchemes schemes,
            ConnectionCheck connections,
            OAuthConnect logins,
            Locations locations,
            String publicUrl)
            throws Exception {
        token = rooms.firstToken();
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        routes = new AdminRoutes(
                rooms.database,
                rooms.vault,
                accounts,
                rooms.servers,
                rooms.apiTokens,
                rooms.audit,
                integrations,
                schemes,
                rooms.states,
                rooms.catalog,
                rooms.calls,
                rooms.serverTools,
                connections,
                logins,
                locations,
                new PublicUrl(publicUrl),
                rooms.clock);
        apiTokens = rooms.apiTokens;
        ServletHolder admin = new ServletHolder(new AdminServlet(routes, apiTokens));
        routes.all().stream()
                .map(each -> "/" + each.segments().get(0) + "/*")
                .distinct()
                .forEach(each -> context.addServlet(admin, each));
        server.setHandler(context);
        server.start();
    }

    /** An answer of the API. */
    record Reply(int status, HttpResponse<String> http, JsonNode json) {
        String text(String pointer) {
            return json.at(pointer).asString();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        List<String> errorFields() {
            return json.at("/errors")
                    .valueStream()
                    .map(each -> each.get("field").asString())
                    .toList();
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** The other door, opened with an API token. */
    AdminSession session(String apiToken) {
        return sessions().open(apiToken).orElseThrow();
    }

    AdminRoutes routes() {
        return routes;
    }

    AdminApi sessions() {
        return new AdminSessions(routes, apiTokens);
    }

    Reply get(String path) {
        return send(request("GET", path, token, null));
    }

    Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request = request("POST", path, token, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    Reply patch(String path, String body) {
        return send(request("PATCH", path, token, body));
    }

    Reply delete(String path) {
        return send(request("DELETE", path, token, null));
    }

    Reply as(String bearer, String method, String path, String body) {
        return send(request(method, path, bearer, body));
    }

    HttpRequest.Builder request(String method, String path, String bearer, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request;
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Reply(response.statusCode(), response, JSON.readTree(body.isEmpty() ? "null" : body));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
