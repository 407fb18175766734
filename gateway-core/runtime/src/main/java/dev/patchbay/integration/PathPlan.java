package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.vendor.PathSegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The path of a request, parsed once: fixed text, and variables that each stay within their segment. */
final class PathPlan {
    private final List<List<Piece>> segments;

    /** @param variable whether the text is the name of an argument or context field */
    private record Piece(String text, boolean variable) {}

    private PathPlan(List<List<Piece>> segments) {
        this.segments = segments;
    }

    /** @throws IllegalArgumentException if it is not a path, in words */
    static PathPlan of(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path must begin with a slash");
        }
        List<List<Piece>> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(pieces(segment));
        }
        return new PathPlan(List.copyOf(segments));
    }

    private static List<Piece> pieces(String segment) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < segment.length()) {
            int open = segment.indexOf('{', at);
            int close = open < 0 ? -1 : segment.indexOf('}', open);
            if (open >= 0 && close <= open + 1) {
                throw new IllegalArgumentException("a { in the path is not closed, or holds no name");
            }
            String fixed = segment.substring(at, open < 0 ? segment.length() : open);
            if (!fixed.isEmpty()) {
                checkFixed(fixed);
                pieces.add(new Piece(fixed, false));
            }
            if (open < 0) {
                break;
            }
            pieces.add(new Piece(segment.substring(open + 1, close), true));
            at = close + 1;
        }
        return List.copyOf(pieces);
    }

    private static void checkFixed(String fixed) {
        for (int i = 0; i < fixed.length(); i++) {
            char c = fixed.charAt(i);
            boolean fine = c > ' ' && c < 0x7f && "\"#<>?[\\]^`{|}".indexOf(c) < 0;
            if (!fine) {
                throw new IllegalArgumentException("the path must not hold " + (c <= ' ' ? "blanks" : c));
            }
        }
        if (fixed.equals(".") || fixed.equals("..")) {
            throw new IllegalArgumentException("the path must not hold " + fixed);
        }
    }

    /** The names of the variables. */
    Set<String> variables() {
        Set<String> variables = new LinkedHashSet<>();
        for (List<Piece> segment : segments) {
            segment.stream().filter(Piece::variable).forEach(piece -> variables.add(piece.text()));
        }
        return variables;
    }

    /**
     * The path for a call, percent-encoded.
     *
     * @throws GatewayException if a variable has no value, or one that would leave its segment
     */
    String fill(Map<String, Object> arguments, Account account) {
        StringBuilder path = new StringBuilder(96);
        for (List<Piece> segment : segments) {
            path.append('/');
            int start = path.length();
            for (Piece piece : segment) {
                if (piece.variable()) {
                    append(piece.text(), arguments, account, path);
                } else {
                    path.append(piece.text());
                }
            }
            if (segment.size() > 1 && dots(path, start)) {
                throw new GatewayException(Kind.INVALID_ARGUMENT, "the arguments would lead to another path");
            }
        }
        return path.toString();
    }

    private static void append(String name, Map<String, Object> arguments, Account account, StringBuilder path) {
        Object argument = arguments.get(name);
        String value = argument == null ? account.context().get(name) : text(name, argument);
        if (value == null) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, name + " is missing");
        }
        String complaint = PathSegment.complaint(value);
        if (complaint != null) {
            Kind kind = argument == null ? Kind.MISCONFIGURED : Kind.INVALID_ARGUMENT;
            throw new GatewayException(kind, name + " " + complaint);
        }
        PathSegment.encode(value, path);
    }

    private static @Nullable String text(String name, Object argument) {
        if (argument instanceof Map || argument instanceof List) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, name + " must be a single value");
        }
        return WireText.of(argument);
    }

    private static boolean dots(CharSequence path, int start) {
        int length = path.length() - start;
        return length > 0 && length <= 2 && path.charAt(start) == '.' && path.charAt(path.length() - 1) == '.';
    }
}
