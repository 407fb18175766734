package dev.patchbay.vendor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the bytes of an answer into a JSON value. Numbers keep all their digits. What is not JSON becomes text; what is
 * not text either, an object with {@code contentType} and {@code base64}.
 */
final class AnswerReader {
    private static final int DEPTH = 256;
    private static final int CHUNK = 16 * 1024;
    private static final String JSON_STARTS = "{[\"-0123456789tfn";
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final JsonMapper json;
    private final int maxInflated;

    /** @param maxInflated how many bytes a compressed answer may come to */
    AnswerReader(int maxInflated) {
        this.maxInflated = maxInflated;
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEPTH)
                                .maxStringLength(maxInflated)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** An answer that cannot be understood, in words that can be shown. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** The JSON value of an answer, or {@code null} if it has no body. */
    @Nullable
    Object read(HttpAnswer answer) throws Unreadable {
        byte[] bytes = inflate(answer);
        if (bytes.length == 0) {
            return null;
        }
        String type = answer.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        String media = type.indexOf(';') < 0
                ? type.trim()
                : type.substring(0, type.indexOf(';')).trim();
        if (media.equals("application/json") || media.endsWith("+json") || media.equals("text/json")) {
            return readJson(bytes, charset(type));
        }
        if (media.isEmpty() || media.startsWith("text/") || isTextual(media)) {
            return lenient(new String(bytes, charset(type)));
        }
        return binary(media, bytes);
    }

    private static boolean isTextual(String media) {
        return media.endsWith("xml")
                || media.endsWith("yaml")
                || media.endsWith("javascript")
                || media.equals("application/x-www-form-urlencoded")
                || media.equals("application/csv");
    }

    private @Nullable Object readJson(byte[] bytes, Charset charset) throws Unreadable {
        try {
            return charset.equals(StandardCharsets.UTF_8)
                    ? json.readValue(bytes, Object.class)
                    : json.readValue(new String(bytes, charset), Object.class);
        } catch (JacksonException | NumberFormatException e) {
            if (isBlank(bytes)) {
                return null;
            }
            throw new Unreadable("its answer is not the JSON that it claims to be");
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Some vendors answer JSON and call it text, or say nothing. */
    private Object lenient(String decoded) {
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        String trimmed = text.strip();
        if (!trimmed.isEmpty() && JSON_STARTS.indexOf(trimmed.charAt(0)) >= 0) {
            try {
                Object value = json.readValue(trimmed, Object.class);
                return value == null ? text : value;
            } catch (JacksonException | NumberFormatException e) {
                return text;
            }
        }
        return text;
    }

    private Object binary(String media, byte[] bytes) {
        if (media.equals("application/octet-stream")) {
            try {
                return lenient(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException e) {
                // bytes indeed
            }
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("contentType", media);
        file.put("base64", Base64.getEncoder().encodeToString(bytes));
        return file;
    }

    private static Charset charset(String type) {
        int at = type.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = type.substring(at + "charset=".length());
        int end = name.indexOf(';');
        String bare =
                (end < 0 ? name : name.substring(0, end)).replace("\"", "").trim();
        try {
            return Charset.forName(bare);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private byte[] inflate(HttpAnswer answer) throws Unreadable {
        String encoding = answer.headers()
                .getOrDefault("content-encoding", "identity")
                .trim()
                .toLowerCase(Locale.ROOT);
        byte[] bytes = answer.body();
        if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
            bytes = bytes.length == 0 ? bytes : gunzip(bytes);
        } else if (!encoding.equals("identity") && !encoding.isEmpty()) {
            throw new Unreadable("its answer is in an encoding that nobody asked for");
        }
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, UTF8_MARK, 0, 3);
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private byte[] gunzip(byte[] compressed) throws Unreadable {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(4 * compressed.length, CHUNK));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (inflated.size() + read > maxInflated) {
                    throw new Unreadable("its compressed answer comes to more than " + maxInflated + " bytes");
                }
                inflated.write(chunk, 0, read);
            }
        } catch (IOException e) {
            throw new Unreadable("its compressed answer is damaged");
        }
        return inflated.toByteArray();
    }
}
