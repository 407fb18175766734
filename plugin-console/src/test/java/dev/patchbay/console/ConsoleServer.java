package dev.patchbay.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.MultipartConfigElement;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The console on a real port of this machine. */
final class ConsoleServer implements AutoCloseable {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);

    /** Of an upload. */
    static final int MOST_BYTES = 100_000;

    final SteppedClock clock = new SteppedClock();
    final OneAccount admin = new OneAccount();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    private final Path uploads = Files.createTempDirectory("uploads");

    ConsoleServer() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder console = new ServletHolder(new ConsoleServlet(admin, IDLE, LONGEST, clock));
        console.getRegistration()
                .setMultipartConfig(new MultipartConfigElement(uploads.toString(), MOST_BYTES, MOST_BYTES + 10_000, 0));
        context.addServlet(console, "/console/*");
        server.setHandler(context);
        server.start();
    }

    /** The folder in which the container keeps uploads that are being read. */
    File uploads() {
        return uploads.toFile();
    }

    /** A browser without scripts: keeps the cookie, fills forms, and does not follow redirects. */
    Browser browser() {
        return new Browser();
    }

    final class Browser {
        private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

        /** The value of the session cookie. */
        String cookie = "";

        /** All that came back, with headers and bodies. */
        final List<String> seen = new ArrayList<>();

        private String formToken = "";

        HttpResponse<String> get(String path, String... headers) {
            return send(request(path, headers).GET());
        }

        /** Sends a form with the token of the page that was seen last. */
        HttpResponse<String> post(String path, String... fields) {
            return send(form(path, formToken, fields));
        }

        HttpRequest.Builder form(String path, String token, String... fields) {
            StringBuilder body = new StringBuilder("form_token=" + token);
            for (int i = 0; i < fields.length; i += 2) {
                body.append('&').append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], UTF_8));
            }
            return request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body.toString()));
        }

        HttpRequest.Builder request(String path, String... headers) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return cookie.isEmpty() ? request : request.header("Cookie", "patchbay_console=" + cookie);
        }

        HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                response.headers()
                        .firstValue("Set-Cookie")
                        .ifPresent(set -> cookie = set.replaceAll("^patchbay_console=([^;]*);.*", "$1"));
                Matcher matcher = TOKEN.matcher(response.body());
                if (matcher.find()) {
                    formToken = matcher.group(1);
                }
                seen.add(response.headers().map() + "\n" + response.body());
                return response;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String formToken() {
            return formToken;
        }

        HttpResponse<String> tryToken(String secret) {
            get("/console/sign-in");
            return post("/console/sign-in", "api_token", secret, "to", "/accounts");
        }

        Browser signedIn() {
            tryToken(OneAccount.ADMIN);
            get("/console/accounts");
            return this;
        }
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    @Override
    public void close() throws Exception {
        server.stop();
        Files.delete(uploads);
    }
}
