package dev.patchbay.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * MCP by hand, where the official clients are too well-behaved: every header and every byte can be wrong. Immutable;
 * {@code with…} gives a copy that differs in one thing.
 */
final class Wire {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String MODERN = "2026-07-28";
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI uri;
    private final Map<String, String> headers;

    private Wire(URI uri, Map<String, String> headers) {
        this.uri = uri;
        this.headers = headers;
    }

    static Wire to(URI uri) {
        return new Wire(
                uri, Map.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
    }

    URI uri() {
        return uri;
    }

    Wire at(URI other) {
        return new Wire(other, headers);
    }

    Wire with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Wire(uri, more);
    }

    Wire without(String header) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(header);
        return new Wire(uri, fewer);
    }

    /** A request of revision 2026-07-28, with correct headers and envelope. */
    Modern modern(String method) {
        return new Modern(this, method, JSON.createObjectNode());
    }

    /** A request of an older revision. */
    Answer legacy(String method, Map<String, ?> params) {
        return post(rpc(1, method, JSON.valueToTree(params)).toString());
    }

    Answer post(String body) {
        Answer answer = send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)));
        if (isModern()) {
            if (answer.header("Content-Type") != null
                    && answer.header("Content-Type").startsWith("text/event-stream")) {
                answer.body()
                        .lines()
                        .filter(line -> line.startsWith("data: "))
                        .forEach(line -> Transcript.add(body, line.substring(6)));
            } else {
                Transcript.add(body, answer.body());
            }
        }
        return answer;
    }

    private boolean isModern() {
        return MODERN.equals(headers.get("MCP-Protocol-Version"));
    }

    Answer verb(String method) {
        return send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** Opens a stream by POST or GET. */
    Stream stream(String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return new Stream(request.build(), isModern() ? body : null);
    }

    /** Sends a POST on a connection of its own, and reads nothing. */
    Socket raw(String body) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        byte[] bytes = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nContent-Length: " + bytes.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(UTF_8));
        return socket;
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response =
                    HTTP.send(request.timeout(Duration.ofSeconds(90)).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode rpc(Object id, String method, JsonNode params) {
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0");
        message.set("id", JSON.valueToTree(id));
        message.put("method", method);
        message.set("params", params);
        return message;
    }

    /** A request of revision 2026-07-28 that can be bent before it is sent. */
    record Modern(Wire wire, String method, ObjectNode params) {
        Modern {
            if (!params.has("_meta")) {
                ObjectNode meta = params.putObject("_meta");
                meta.put(VERSION, MODERN);
                meta.putObject(CAPABILITIES);
            }
        }

        Modern param(String name, Object value) {
            ObjectNode more = params.deepCopy();
            more.set(name, JSON.valueToTree(value));
            return new Modern(wire, method, more);
        }

        Modern meta(String name, Object value) {
            ObjectNode more = params.deepCopy();
            ((ObjectNode) more.path("_meta")).set(name, JSON.valueToTree(value));
            return new Modern(wire, method, more);
        }

        Modern withoutMeta(String name) {
            ObjectNode fewer = params.deepCopy();
            ((ObjectNode) fewer.path("_meta")).remove(name);
            return new Modern(wire, method, fewer);
        }

        Modern call(String tool, Map<String, ?> arguments) {
            return param("name", tool).param("arguments", arguments);
        }

        /** The wire with the headers that belong to this request. */
        Wire headers() {
            Wire complete = wire.with("MCP-Protocol-Version", MODERN).with("Mcp-Method", method);
            return params.has("name")
                    ? complete.with("Mcp-Name", params.path("name").asString())
                    : complete;
        }

        String body() {
            return body(1);
        }

        String body(Object id) {
            return rpc(id, method, params).toString();
        }

        Answer send() {
            return headers().post(body());
        }
    }

    /** A whole answer. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The JSON-RPC message, whether it came as JSON or as the last event of a stream. */
        JsonNode json() {
            String type = headers.firstValue("Content-Type").orElse("");
            if (!type.startsWith("text/event-stream")) {
                return JSON.readTree(body);
            }
            String last = body.strip();
            return JSON.readTree(last.substring(last.lastIndexOf("data: ") + 6));
        }

        JsonNode result() {
            return json().path("result");
        }

        int errorCode() {
            return json().path("error").path("code").asInt(0);
        }

        /** The text of the first content block. */
        String text() {
            return result().path("content").path(0).path("text").asString("");
        }

        boolean isError() {
            return result().path("isError").asBoolean(false);
        }

        Map<String, Object> members() {
            Map<String, Object> all = new LinkedHashMap<>();
            json().properties().forEach(each -> all.put(each.getKey(), each.getValue()));
            return all;
        }
    }
}
