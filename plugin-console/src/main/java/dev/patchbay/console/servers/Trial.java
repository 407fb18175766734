package dev.patchbay.console.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client finds behind a URL: asked over HTTP, as a client would, and always of this gateway itself.
 *
 * @param good whether the tools were listed
 * @param message what went wrong; empty if nothing did
 * @param tools the names of the tools, in the order in which they are listed
 */
public record Trial(boolean good, String message, List<String> tools) {
    private static final Pattern URL = Pattern.compile("https?://[^/]+/mcp/([A-Za-z0-9_-]{20,100})");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_PAGES = 50;

    /**
     * Lists the tools behind a URL.
     *
     * @param gateway where this gateway listens
     * @param url the URL that was shown; only its token is used
     * @param apiToken the second factor; empty for none
     */
    static Trial of(String gateway, String url, String apiToken) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return failed("This is not a URL of an MCP server.");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                Json answer = list(URI.create(gateway + "/mcp/" + matcher.group(1)), apiToken, cursor);
                Json error = answer.at("error");
                if (error.present()) {
                    return failed(Sentence.of(error.text("message")));
                }
                Json result = answer.at("result");
                result.list("tools").forEach(tool -> names.add(tool.text("name")));
                cursor = result.text("nextCursor");
                if (cursor.isEmpty()) {
                    break;
                }
            }
            return new Trial(true, "", List.copyOf(names));
        } catch (IOException | IllegalArgumentException e) {
            return failed("The gateway's own port did not answer as it should.");
        }
    }

    private static Trial failed(String message) {
        return new Trial(false, message, List.of());
    }

    private static Json list(URI server, String apiToken, String cursor) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        connection.setRequestProperty("MCP-Protocol-Version", "2025-11-25");
        if (!apiToken.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + apiToken);
        }
        connection.setDoOutput(true);
        String params = cursor.isEmpty() ? "{}" : new Json(Map.of("cursor", cursor)).pretty();
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":" + params + "}";
        connection.getOutputStream().write(request.getBytes(UTF_8));
        int status = connection.getResponseCode();
        if (status == 404) {
            return error("the URL opens nothing: it has expired, or was revoked or replaced");
        }
        if (status == 401) {
            return error("this server requires an API token besides its URL, and this is not a valid one");
        }
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? error("status " + status) : Json.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static Json error(String message) {
        return new Json(Map.of("error", Map.of("message", message)));
    }
}
