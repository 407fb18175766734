package dev.patchbay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class StoreTest {
    private static final String INSERT = "insert into vault_canary (id, sealed) values (?, ?)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void migratesAnEmptyStoreAndLeavesAMigratedOneAlone(Dialect dialect) {
        TestDatabase where = TestDatabase.fresh(dialect, folder);
        try (Database database = where.open()) {
            database.change("put a row", session -> session.run(INSERT, "a", new byte[] {1}));
        }
        try (Database database = where.open()) {
            assertEquals(
                    List.of("a"),
                    database.read(
                            "read", session -> session.all("select id from vault_canary", row -> row.text("id"))));
            List<String> applied = database.read(
                    "read the history",
                    session -> session.all(
                            "select \"version\" as applied from \"schema_history\" where \"version\" is not null"
                                    + " order by \"installed_rank\"",
                            row -> row.text("applied")));
            assertEquals(List.of("1", "2", "3", "4", "5", "6", "7"), applied);
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoesATransactionThatThrowsAndDoesNotTellOfIt(Dialect dialect) {
        List<String> told = new ArrayList<>();
        try (Database database = TestDatabase.fresh(dialect, folder).open()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.change("fail", session -> {
                        session.run(INSERT, "a", new byte[] {1});
                        session.afterCommit(() -> told.add("a"));
                        throw new IllegalStateException("stop");
                    }));
            database.change("succeed", session -> {
                session.run(INSERT, "b", new byte[] {1});
                session.afterCommit(() -> told.add("b"));
            });
            assertFalse(has(database, "a"));
        }
        assertEquals(List.of("b"), told);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheOperationAndNoValueWhenTheDatabaseRefuses(Dialect dialect) {
        try (Database database = TestDatabase.fresh(dialect, folder).open()) {
            database.change("put", session -> session.run(INSERT, "canary-value", new byte[] {1}));
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> database.change(
                            "put it twice", session -> session.run(INSERT, "canary-value", new byte[] {1})));
            assertTrue(refused.isDuplicate());
            assertEquals("put it twice", refused.operation());
            assertFalse(refused.toString().contains("canary-value"), refused.toString());
            assertNull(refused.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsInstantsToTheMicrosecond(Dialect dialect) {
        Instant instant = Instant.parse("2026-11-24T23:59:59.123456Z");
        try (Database database = TestDatabase.fresh(dialect, folder).open()) {
            database.change(
                    "put",
                    session -> session.run(
                            "insert into idempotency_keys (api_token_id, key_hash, request_hash, object_id, made,"
                                    + " created_at) values ('t', ?, ?, 'o', true, ?)",
                            new byte[] {1},
                            new byte[] {2},
                            instant));
            assertEquals(
                    instant,
                    database.read(
                            "read",
                            session -> session.first(
                                    "select created_at from idempotency_keys", row -> row.instant("created_at"))));
        }
    }

    @Test
    void outlivesThreadsThatAreInterruptedWhileTheyUseTheFile() throws Exception {
        try (Database database = TestDatabase.fresh(Dialect.H2, folder).open()) {
            for (int i = 0; i < 20; i++) {
                String id = "row" + i;
                Thread thread = new Thread(() -> {
                    try {
                        database.change("put", session -> {
                            Thread.currentThread().interrupt();
                            session.run(INSERT, id, new byte[4000]);
                        });
                    } catch (StoreException e) {
                        // The interrupted thread may fail; the others must not.
                    }
                });
                thread.start();
                thread.join();
            }
            database.change("put", session -> session.run(INSERT, "after", new byte[] {1}));
            assertTrue(has(database, "after"));
        }
    }

    @Test
    void opensPlainFilesOfH2InTheWayThatSurvives() {
        assertEquals(
                "jdbc:h2:async:/d/patchbay;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                Dialect.H2.hardened("jdbc:h2:file:/d/patchbay"));
        assertEquals("jdbc:postgresql://db/x", Dialect.POSTGRESQL.hardened("jdbc:postgresql://db/x"));
        assertThrows(IllegalArgumentException.class, () -> Dialect.of("jdbc:mysql://db/x"));
    }

    private static boolean has(Database database, String id) {
        return database.read("look", session -> session.any("select 1 from vault_canary where id = ?", id));
    }
}
