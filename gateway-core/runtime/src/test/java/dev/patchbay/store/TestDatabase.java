package dev.patchbay.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A fresh, empty database of either kind. */
public final class TestDatabase {
    private final Dialect dialect;
    private final DataSource driver;
    private final Path file;
    private final RecordedStatements statements;

    private TestDatabase(Dialect dialect, DataSource driver, Path file) {
        this.dialect = dialect;
        this.driver = driver;
        this.file = file;
        statements = new RecordedStatements(driver);
    }

    public static TestDatabase fresh(Dialect dialect, Path folder) {
        if (dialect == Dialect.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(Dialect.H2.hardened("jdbc:h2:file:" + folder.resolve("patchbay")));
            return new TestDatabase(dialect, h2, folder.resolve("patchbay.mv.db"));
        }
        String name = "t" + RandomId.of("");
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(dialect, Postgres.server().getDatabase("postgres", name), folder);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The file that an H2 database is. */
    public Path file() {
        return file;
    }

    public Database open() {
        return Database.open(dialect, statements.recording(), 6);
    }

    /** The queries that were made in it. */
    public RecordedStatements statements() {
        return statements;
    }

    /** Does something that no room would do. */
    public void execute(String sql) {
        try (Connection connection = driver.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every value of every row of every table, as text. */
    public String dump() {
        StringBuilder text = new StringBuilder();
        try (Connection connection = driver.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select table_name from information_schema.tables where lower(table_schema) = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from \"" + table + '"')) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        text.append(table).append(": ");
                        for (int i = 1; i <= columns; i++) {
                            Object value = rows.getObject(i);
                            text.append(
                                            value instanceof byte[] bytes
                                                    ? new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                                                    : rows.getString(i))
                                    .append(" | ");
                        }
                        text.append('\n');
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
