package dev.patchbay.console.web;

/** A request that ends in an error page: what is wrong, in words for the person who sees it. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status an HTTP status from 400 on
     * @param sentence what is wrong and what helps
     */
    public Trouble(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /** A page that is not there. */
    public static Trouble notFound(String what) {
        return new Trouble(404, "There is no such " + what + ". It may have been removed, or the address is mistyped.");
    }

    public int status() {
        return status;
    }

    /** The heading of the error page. */
    public String title() {
        return switch (status) {
            case 400 -> "The request cannot be understood";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Not possible here";
            case 409 -> "Not done";
            case 413 -> "Too large";
            case 503 -> "Not available at the moment";
            default -> status < 500 ? "Not done" : "Something is broken";
        };
    }
}
