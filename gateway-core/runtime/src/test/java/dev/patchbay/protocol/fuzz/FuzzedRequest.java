package dev.patchbay.protocol.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.patchbay.protocol.EventStream;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.token.Admission;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that is written as HTTP is: a line with verb and subpath, headers, an empty line, the body. Remembers how it
 * was answered; its client has left when it was handled.
 */
final class FuzzedRequest implements Exchange {
    private final Admission.Granted grant;
    private final String method;
    private final String subpath;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private int replies;
    private int status;
    private boolean left;

    FuzzedRequest(byte[] text, Admission.Granted grant) {
        this.grant = grant;
        int end = 0;
        while (end + 1 < text.length && !(text[end] == '\n' && text[end + 1] == '\n')) {
            end++;
        }
        String[] lines = new String(text, 0, Math.min(end, text.length), ISO_8859_1).split("\n", -1);
        String[] first = lines[0].split(" ", 2);
        method = first[0];
        subpath = first.length > 1 && first[1].equals("messages") ? first[1] : "";
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1));
            }
        }
        body = end + 2 <= text.length ? Arrays.copyOfRange(text, end + 2, text.length) : new byte[0];
    }

    /** Fails unless there was one reply, and none of them was the gateway's own failure. */
    void check() {
        left = true;
        if (replies != 1) {
            throw new AssertionError(replies + " replies");
        }
        if (status >= 500) {
            throw new AssertionError("answered with " + status);
        }
    }

    private void reply(int code) {
        // A message of HTTP+SSE is taken with 202 and answered on the stream.
        replies++;
        status = Math.max(status, code);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String subpath() {
        return subpath;
    }

    @Override
    public String endpointPath() {
        return "/mcp/token";
    }

    @Override
    public @Nullable String query(String name) {
        return headers.get("query-" + name);
    }

    @Override
    public @Nullable String header(String name) {
        String value = headers.get(name);
        return value == null ? null : value.strip();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Admission.Granted grant() {
        return grant;
    }

    @Override
    public String requestId() {
        return "fuzz";
    }

    @Override
    public @Nullable String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public void json(int code, byte[] document, Map<String, String> extra) {
        reply(code);
        EnvelopeFuzz.parse(document);
    }

    @Override
    public void empty(int code, Map<String, String> extra) {
        reply(code);
    }

    @Override
    public EventStream stream(boolean lasting) {
        reply(200);
        return new EventStream() {
            @Override
            public boolean send(byte[] data) {
                return !left;
            }

            @Override
            public boolean send(String event, byte[] data) {
                return !left;
            }

            @Override
            public boolean comment() {
                return !left;
            }

            @Override
            public void close() {}
        };
    }
}
