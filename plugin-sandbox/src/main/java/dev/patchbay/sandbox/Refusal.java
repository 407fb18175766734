package dev.patchbay.sandbox;

import org.jspecify.annotations.Nullable;

/** A request that is answered with a status of 400 or more. The message is what the caller reads. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final @Nullable String field;

    public Refusal(int status, String message) {
        this(status, null, message);
    }

    private Refusal(int status, @Nullable String field, String message) {
        super(message, null, false, false);
        this.status = status;
        this.field = field;
    }

    /** 400 on account of one field of the body or one query parameter. The message begins with the field's name. */
    public static Refusal ofField(String field, String complaint) {
        return new Refusal(400, field, field + " " + complaint);
    }

    /** 404: there is no such thing under this id. */
    public static Refusal unknown(String kind, String id) {
        return new Refusal(404, "There is no " + kind + " " + id);
    }

    public int status() {
        return status;
    }

    /** The name of the offending field, dotted and indexed where it is nested, or {@code null}. */
    public @Nullable String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
