package dev.patchbay.sandbox.highlevel;

import java.util.List;

/** A request whose content does not fit: 422 with one complaint or more. */
final class Invalid extends RuntimeException {
    private final transient List<String> complaints;

    Invalid(List<String> complaints) {
        super(String.join("; ", complaints), null, false, false);
        this.complaints = List.copyOf(complaints);
    }

    Invalid(String complaint) {
        this(List.of(complaint));
    }

    List<String> complaints() {
        return complaints;
    }
}
