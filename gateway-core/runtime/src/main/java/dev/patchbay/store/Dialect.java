package dev.patchbay.store;

/** The databases that a gateway can keep its state in. */
public enum Dialect {
    /** A file beside the gateway, for one node. */
    H2("org.h2.Driver", "jdbc:h2:"),
    /** A server, for any number of nodes. */
    POSTGRESQL("org.postgresql.Driver", "jdbc:postgresql:");

    private final String driverClass;
    private final String prefix;

    Dialect(String driverClass, String prefix) {
        this.driverClass = driverClass;
        this.prefix = prefix;
    }

    /** What the driver's bundle registers as {@code osgi.jdbc.driver.class}. */
    public String driverClass() {
        return driverClass;
    }

    /**
     * The dialect of a JDBC URL.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Dialect of(String url) {
        for (Dialect each : values()) {
            if (url.startsWith(each.prefix)) {
                return each;
            }
        }
        // The URL may hold a password: it is not repeated.
        throw new IllegalArgumentException(
                "the url of the store starts neither with jdbc:h2: nor with jdbc:postgresql:");
    }
}
