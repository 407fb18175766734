package dev.patchbay.acceptance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the gateway has said to requests of revision 2026-07-28 in all of these tests, a line a message, for the check
 * against the official schema that comes after them.
 */
final class Transcript {
    private static final Path FILE = Path.of("target", "transcript.jsonl");

    private static BufferedWriter out;

    private Transcript() {}

    /**
     * Takes down one message.
     *
     * @param request the body that was answered
     * @param message a JSON-RPC message; anything else is passed over
     */
    static synchronized void add(String request, String message) {
        JsonNode said = json(message);
        if (!said.has("jsonrpc")) {
            return;
        }
        ObjectNode line = Wire.JSON.createObjectNode();
        line.put("method", json(request).path("method").asString(""));
        line.set("message", said);
        try {
            if (out == null) {
                out = Files.newBufferedWriter(FILE);
            }
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Wire.JSON.readTree(text);
        } catch (JacksonException e) {
            return Wire.JSON.missingNode();
        }
    }
}
