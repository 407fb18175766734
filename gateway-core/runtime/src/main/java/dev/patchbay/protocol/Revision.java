package dev.patchbay.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions of the protocol that are served, newest first. */
public enum Revision {
    V2026_07_28("2026-07-28"),
    V2025_11_25("2025-11-25"),
    V2025_06_18("2025-06-18"),
    V2025_03_26("2025-03-26"),
    V2024_11_05("2024-11-05");

    /** All names, newest first. */
    public static final List<String> WIRE_NAMES =
            Stream.of(values()).map(each -> each.wireName).toList();

    private final String wireName;

    Revision(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire, a date. */
    public String wireName() {
        return wireName;
    }

    /** Whether every request stands for itself and carries its envelope; the older ones begin with a handshake. */
    public boolean stateless() {
        return this == V2026_07_28;
    }

    /** The revision of a name. */
    public static Optional<Revision> of(String wireName) {
        return Stream.of(values())
                .filter(each -> each.wireName.equals(wireName))
                .findFirst();
    }
}
