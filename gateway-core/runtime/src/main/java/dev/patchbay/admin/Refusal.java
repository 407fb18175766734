package dev.patchbay.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not served: what the client reads as {@code application/problem+json}. */
final class Refusal extends RuntimeException {
    private final int status;
    private final List<?> errors;
    private final Map<String, String> headers;

    Refusal(int status, String message) {
        this(status, message, List.of(), Map.of());
    }

    /**
     * @param errors maps with {@code field} and {@code message}
     * @param headers what the answer carries besides
     */
    Refusal(int status, String message, List<?> errors, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    static Refusal field(String field, String message) {
        return new Refusal(422, field + ": " + message, List.of(Map.of("field", field, "message", message)), Map.of());
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "there is no such " + what);
    }

    int status() {
        return status;
    }

    List<?> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The reason phrase of HTTP. */
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    @Override
    public synchronized @Nullable Throwable fillInStackTrace() {
        // A client's mistake, not ours: nobody reads where it was noticed.
        return this;
    }
}
