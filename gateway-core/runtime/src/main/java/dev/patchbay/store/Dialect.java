package dev.patchbay.store;

import java.util.Locale;

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

    /**
     * The URL that is really used. With H2's plain files a thread that is interrupted while it reads closes the file
     * for everybody, so they are opened by its {@code async} file system, which is otherwise the same; every commit is
     * on the disk before it counts; and it is the gateway, not a hook of the JVM, that closes the database.
     */
    String hardened(String url) {
        if (this != H2) {
            return url;
        }
        String safe = url.replaceFirst("^jdbc:h2:file:", "jdbc:h2:async:");
        String upper = safe.toUpperCase(Locale.ROOT);
        return safe
                + (upper.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0")
                + (upper.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE");
    }
}
