package dev.patchbay.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A database's driver that remembers which queries were made, so that the database can be asked how it does them. */
public final class RecordedStatements {
    private final DataSource driver;
    private final List<Query> queries = new CopyOnWriteArrayList<>();

    /** A query and its values, by their positions. */
    public record Query(String sql, SortedMap<Integer, Object> values) {}

    RecordedStatements(DataSource driver) {
        this.driver = driver;
    }

    /** The queries since the last time that begin with {@code select}. */
    public List<Query> taken() {
        List<Query> taken = List.copyOf(queries);
        queries.clear();
        return taken;
    }

    /** How the database would do a query. */
    public String plan(Query query) {
        try (Connection connection = driver.getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + query.sql)) {
            for (var value : query.values.entrySet()) {
                statement.setObject(value.getKey(), value.getValue());
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(query.sql, e);
        }
    }

    DataSource recording() {
        return proxy(DataSource.class, driver, (method, arguments, result) -> {
            return result instanceof Connection connection ? recording(connection) : result;
        });
    }

    private Connection recording(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (!(result instanceof PreparedStatement statement)
                    || !String.valueOf(arguments[0]).startsWith("select")) {
                return result;
            }
            Query query = new Query(String.valueOf(arguments[0]), new TreeMap<>());
            queries.add(query);
            return proxy(PreparedStatement.class, statement, (set, values, nothing) -> {
                if (set.equals("setObject") || set.equals("setBytes")) {
                    query.values.put((Integer) values[0], values[1]);
                }
                return nothing;
            });
        });
    }

    @FunctionalInterface
    private interface After {
        Object done(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        // of the driver's own loader: whoever looks for the driver's types beside a connection finds them
        return type.cast(Proxy.newProxyInstance(
                real.getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.done(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
