package dev.patchbay.admin;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request with a Host header that no client library would send. */
final class RawRequest {
    private RawRequest() {}

    static String post(int port, String path, String host, String bearer, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + bearer
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
