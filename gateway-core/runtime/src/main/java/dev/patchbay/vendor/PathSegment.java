package dev.patchbay.vendor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values that become one segment of a URL's path. A value can neither leave its segment nor turn into another path when
 * a server behind the vendor's front door decodes it once more.
 */
public final class PathSegment {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    /** How often a chain of careless servers may decode a value. */
    private static final int ROUNDS = 4;

    private PathSegment() {}

    /** Why a value cannot be a segment, to be read after the value's name; {@code null} if it can. */
    public static @Nullable String complaint(String value) {
        String decoded = value;
        for (int round = 0; round < ROUNDS; round++) {
            String complaint = complaintAsIs(decoded);
            if (complaint != null) {
                return complaint;
            }
            String next = decode(decoded);
            if (next == null) {
                return "holds a percent sequence that is no text";
            }
            if (next.equals(decoded)) {
                return null;
            }
            decoded = next;
        }
        return "is percent-encoded too often";
    }

    /** Appends a value, percent-encoded as UTF-8 but for letters, digits and {@code -._~}. */
    public static void encode(String value, StringBuilder to) {
        for (int i = 0; i < value.length(); i++) {
            if (!plain(value.charAt(i))) {
                to.append(value, 0, i);
                encodeFrom(value, i, to);
                return;
            }
        }
        to.append(value);
    }

    private static void encodeFrom(String value, int start, StringBuilder to) {
        for (byte each : value.substring(start).getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0 && plain((char) each)) {
                to.append((char) each);
            } else {
                to.append('%').append(HEX[(each >> 4) & 0xf]).append(HEX[each & 0xf]);
            }
        }
    }

    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0;
    }

    private static @Nullable String complaintAsIs(String value) {
        if (value.isEmpty()) {
            return "is empty";
        }
        // Some servers cut a segment at its first semicolon before they look for dots.
        int semicolon = value.indexOf(';');
        String head = semicolon < 0 ? value : value.substring(0, semicolon);
        if (head.equals(".") || head.equals("..")) {
            return "must not be a path of its own";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/' || c == '\\' || c == '?' || c == '#') {
                return "must not hold " + c;
            }
            if (Character.isISOControl(c)) {
                return "must not hold control characters";
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return "holds half a character";
                }
                i++;
            }
        }
        return null;
    }

    /** The value with its percent sequences resolved once, or {@code null} if they are not UTF-8. */
    private static @Nullable String decode(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.put((byte) (high << 4 | low));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
