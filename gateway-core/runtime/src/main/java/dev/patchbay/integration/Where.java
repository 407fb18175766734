package dev.patchbay.integration;

/** In which part of a request an argument is sent. */
enum Where {
    PATH,
    QUERY,
    HEADER,
    BODY;

    /** The key of a method under which such arguments stand. */
    String word() {
        return switch (this) {
            case PATH -> "path";
            case QUERY -> "query";
            case HEADER -> "header";
            case BODY -> "body";
        };
    }
}
