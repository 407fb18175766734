package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.TestConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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

/** The sandbox on a loopback port, fresh for every test, and a client of it. */
public final class SandboxServer implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {
    public static final String KEY = "acme_test-key";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Server server = new Server();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private String base = "";

    /** What came back. */
    public record Answer(int status, String contentType, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return MAPPER.readTree(text);
        }

        public String message() {
            return json().path("message").asString();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(new ServletHolder(new BillsbySandbox(new TestConfig(KEY))), BillsbySandbox.PATTERN);
        server.setHandler(servlets);
        server.start();
        base = "http://" + connector.getHost() + ":" + connector.getLocalPort() + "/sandbox/billsby";
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.stop();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        control("POST", "/reset", "");
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return api("GET", path, null);
    }

    public Answer put(String path, String body) throws IOException, InterruptedException {
        return api("PUT", path, body);
    }

    public Answer post(String path, String body) throws IOException, InterruptedException {
        return api("POST", path, body);
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return api("DELETE", path, null);
    }

    /** A request to the API with the right key; {@code {d}} in the path stands for the company's domain. */
    public Answer api(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(method, path, body).header("ApiKey", KEY).build());
    }

    public Answer control(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/control" + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    /** A request without a key. */
    public HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/rest" + path.replace("{d}", "acme")))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    public Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        String type = response.headers().firstValue("content-type").orElse("");
        return new Answer(response.statusCode(), type, response.body(), response);
    }
}
