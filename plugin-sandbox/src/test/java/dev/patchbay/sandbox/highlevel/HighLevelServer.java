package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.TestConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox on a loopback port, fresh for every test, its clock in the test's hand, and a client of it. */
public final class HighLevelServer implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {
    static final String PIT = "pit-sandbox-acme";
    static final String ALT = "altId=LOCACME001&altType=location";
    static final String JULY = "2021-07-28";
    static final String APRIL = "2021-04-15";
    static final String REDIRECT = "http://127.0.0.1:1/callback";

    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private String base = "";

    /** What came back. */
    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return MAPPER.readTree(text);
        }

        /** The text at a JSON pointer. */
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(
                new ServletHolder(new HighLevelSandbox(new TestConfig("unused-key"), now::get)),
                HighLevelSandbox.PATTERN);
        server.setHandler(servlets);
        server.start();
        base = "http://" + connector.getHost() + ":" + connector.getLocalPort() + "/sandbox/highlevel";
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.stop();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        now.set(START);
        control("POST", "/reset", "");
        control("PUT", "/limits", "{\"burst\":10000}");
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** A request with the integration's token and the Version that its path has. */
    Answer get(String path) throws IOException, InterruptedException {
        return api("GET", path, null);
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return api("POST", path, body);
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return api("PUT", path, body);
    }

    /** Apostrophes in the body stand for quotation marks. */
    Answer api(String method, String path, String body) throws IOException, InterruptedException {
        return api(PIT, method, path, body);
    }

    Answer api(String token, String method, String path, String body) throws IOException, InterruptedException {
        String version = path.startsWith("/conversations") ? APRIL : JULY;
        return send(request(method, path, body == null ? null : body.replace('\'', '"'))
                .header("Authorization", "Bearer " + token)
                .header("Version", version)
                .header("Content-Type", "application/json")
                .build());
    }

    Answer form(String token, String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("POST", path, body)
                .header("Authorization", "Bearer " + token)
                .header("Version", JULY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build());
    }

    Answer control(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(method, "/control" + path, body.replace('\'', '"')).build());
    }

    /** A request without any header. */
    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response);
    }

    /** A code from the authorization page. */
    String code() throws IOException, InterruptedException {
        Answer answer = send(request("GET", authorize("&auto=1"), null).build());
        String location = answer.header("Location");
        return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    static String authorize(String more) {
        return "/oauth/chooselocation?response_type=code&client_id=acmeapp001-sandbox&state=s%2F1&scope=contacts.readonly"
                + "&redirect_uri=" + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8) + more;
    }

    Answer token(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> form =
                new HashMap<>(Map.of("client_id", "acmeapp001-sandbox", "client_secret", "sandbox-client-secret"));
        form.putAll(more);
        return form("none", "/oauth/token", form);
    }

    /** The answer of the token endpoint to a fresh code. */
    Answer connect(String userType) throws IOException, InterruptedException {
        return token(Map.of(
                "grant_type", "authorization_code", "code", code(), "redirect_uri", REDIRECT, "user_type", userType));
    }

    Answer refresh(String refreshToken) throws IOException, InterruptedException {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }
}
