package dev.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo's accounts and URLs, made through the admin API as an operator would. They are kept in a file that only its
 * owner can read, so that a URL which was pasted into Claude still works after the demo was started again.
 */
final class DemoAccounts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway;
    private final String adminToken;
    private final Path file;
    private final Properties kept = new Properties();

    /** An account, and the URL of its server. */
    record Connected(String accountId, String url) {}

    DemoAccounts(String gateway, Path data) throws StartFailure {
        this.gateway = gateway;
        this.file = data.resolve("demo.properties");
        try {
            this.adminToken = Files.readString(data.resolve("admin.token")).strip();
            if (Files.exists(file)) {
                try (Reader in = Files.newBufferedReader(file)) {
                    kept.load(in);
                }
            }
        } catch (IOException e) {
            throw new StartFailure("the demo's folder cannot be read: " + e, "Start over with --fresh.");
        }
    }

    String adminToken() {
        return adminToken;
    }

    /** Connects a sandbox and mints a URL for it, unless an earlier demo has done so. */
    Connected connect(DemoVendor vendor) throws StartFailure, InterruptedException {
        String integration = vendor.integration();
        awaitIntegration(integration);
        String baseUrl = gateway + vendor.path();
        String account = kept.getProperty(integration + ".account");
        String token = kept.getProperty(integration + ".token");
        if (account == null || token == null) {
            account = field(
                    "id",
                    send(
                            "POST",
                            "/integrated-account",
                            "{\"integration\": \"%s\", \"name\": \"%s\", \"context\": %s, \"credentials\": %s, \"base_url\": \"%s\"}"
                                    .formatted(
                                            integration,
                                            vendor.name(),
                                            vendor.context(),
                                            vendor.credentials(),
                                            baseUrl)));
            token = field("token", send("POST", "/integrated-account/" + account + "/mcp", vendor.server()));
            kept.setProperty(integration + ".account", account);
            kept.setProperty(integration + ".token", token);
            save();
        } else {
            // The sandbox is on the gateway's own port, which may be another one today.
            send("PATCH", "/integrated-account/" + account, "{\"base_url\": \"" + baseUrl + "\"}");
        }
        return new Connected(account, gateway + "/mcp/" + token);
    }

    private void awaitIntegration(String id) throws StartFailure, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!send("GET", "/integration", "").contains("\"" + id + "\"")) {
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        "the integration " + id + " did not start", "The log in the demo's data folder says why.");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String send(String method, String path, String body) throws StartFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + adminToken)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new StartFailure(
                        method + " " + path + " was answered with " + response.statusCode() + ": " + response.body(),
                        "Start over with --fresh.");
            }
            return response.body();
        } catch (IOException e) {
            throw new StartFailure("the gateway does not answer: " + e, "The log in the demo's data folder says why.");
        }
    }

    /** A text member of the gateway's own answer. The launcher carries no JSON library for two of them. */
    private static String field(String name, String json) throws StartFailure {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new StartFailure("the admin API answered without " + name, "Start over with --fresh.");
        }
        return matcher.group(1);
    }

    private void save() throws StartFailure {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (Writer out = Files.newBufferedWriter(file)) {
                kept.store(out, "The demo's accounts, and the tokens of their URLs");
            }
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be written: " + e, "Start over with --fresh.");
        }
    }
}
