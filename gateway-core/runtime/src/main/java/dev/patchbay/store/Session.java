package dev.patchbay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction in progress: statements with their values, on one connection, for one thread. */
public final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** What is made of one row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** What is done with one row. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Row row) throws SQLException;
    }

    /** Visits the rows of a query. */
    public void each(String sql, Visitor visitor, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet results = statement.executeQuery()) {
            Row row = new Row(results);
            while (results.next()) {
                visitor.visit(row);
            }
        }
    }

    /** All rows of a query. */
    public <T> List<T> all(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(reader.read(row)), values);
        return rows;
    }

    /** The first row of a query, or {@code null} if it has none. */
    public <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = all(sql, reader, values);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Whether a query has a row. */
    public boolean any(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> true, values) != null;
    }

    /** Runs a statement and tells how many rows it changed. */
    public int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Runs one statement with many rows of values, and tells how many rows of the table each of them changed. */
    public int[] runAll(String sql, List<@Nullable Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** Does something once the transaction has been committed; not if it fails. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    Dialect dialect() {
        return dialect;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else if (value instanceof Instant instant) {
                statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
