package dev.patchbay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store's connections, its tables brought up to date. Blocking; any number of threads, virtual ones too. In OSGi it
 * is registered as a service once its driver is there and it could be opened.
 */
public final class Database implements AutoCloseable {
    /** How long a caller waits for a connection before it is told that the store does not answer. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final Dialect dialect;
    private final DataSource driver;
    private final HikariDataSource pool;

    private Database(Dialect dialect, DataSource driver, HikariDataSource pool) {
        this.dialect = dialect;
        this.driver = driver;
        this.pool = pool;
    }

    /** Work within a transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Session session) throws SQLException;
    }

    /** Work within a transaction that has no result. */
    @FunctionalInterface
    public interface Task {
        void run(Session session) throws SQLException;
    }

    /**
     * Connects and brings the tables up to date.
     *
     * @param driver the database, without a pool
     * @param poolSize how many connections are open at the most
     * @throws RuntimeException if it cannot be reached or migrated
     */
    public static Database open(Dialect dialect, DataSource driver, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("patchbay-store");
        config.setDataSource(driver);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(Math.min(2, poolSize));
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setAutoCommit(false);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Migrations.apply(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Database(dialect, driver, pool);
    }

    /**
     * Reads.
     *
     * @param operation what is done, in words that follow "the store could not"
     * @throws StoreException if the database fails
     */
    public <T extends @Nullable Object> T read(String operation, Work<T> work) {
        return within(operation, work, true);
    }

    /**
     * Changes something, wholly or not at all. Whatever the work throws undoes it.
     *
     * @param operation what is done, in words that follow "the store could not"
     * @throws StoreException if the database fails
     */
    public <T extends @Nullable Object> T transaction(String operation, Work<T> work) {
        return within(operation, work, false);
    }

    /** A {@link #transaction} without a result. */
    public void change(String operation, Task task) {
        this.<@Nullable Void>within(
                operation,
                session -> {
                    task.run(session);
                    return null;
                },
                false);
    }

    /** Which database it is. */
    public Dialect dialect() {
        return dialect;
    }

    /** A connection of its own for somebody who keeps it. */
    Connection dedicated() throws SQLException {
        return driver.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T within(String operation, Work<T> work, boolean readOnly) {
        T result;
        Session session;
        try (Connection connection = pool.getConnection()) {
            if (readOnly) {
                connection.setReadOnly(true);
            }
            session = new Session(connection, dialect);
            boolean done = false;
            try {
                result = work.run(session);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    undo(connection);
                }
            }
        } catch (SQLException e) {
            throw new StoreException(operation, e);
        }
        session.committed();
        return result;
    }

    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The failure that led here is the one to tell of; the pool throws a broken connection away.
        }
    }
}
