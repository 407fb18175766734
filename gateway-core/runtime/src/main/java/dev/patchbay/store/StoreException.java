package dev.patchbay.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do what it was asked. Names the operation and the SQL state, and nothing else: the drivers'
 * own messages quote values of the row, so neither they nor the driver's exception are kept.
 */
public final class StoreException extends RuntimeException {
    private static final String UNIQUE_VIOLATION = "23505";

    private final String operation;
    private final @Nullable String sqlState;

    StoreException(String operation, SQLException failure) {
        super("the store could not " + operation + " (SQL state " + failure.getSQLState() + ")");
        this.operation = operation;
        this.sqlState = failure.getSQLState();
        setStackTrace(failure.getStackTrace());
    }

    /** What was asked. */
    public String operation() {
        return operation;
    }

    /** The five characters of the SQL standard, or {@code null} if the driver gave none. */
    public @Nullable String sqlState() {
        return sqlState;
    }

    /** Whether a row with the same key is there already. */
    public boolean isDuplicate() {
        return UNIQUE_VIOLATION.equals(sqlState);
    }
}
