package dev.patchbay.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** A real PostgreSQL, started once for all tests that ask for it and stopped after the last. */
public final class Postgres implements BeforeAllCallback {
    private static volatile EmbeddedPostgres server;

    private record Running(EmbeddedPostgres postgres) implements Store.CloseableResource {
        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(Postgres.class))
                .getOrComputeIfAbsent("server", key -> start(), Running.class);
    }

    private static Running start() {
        try {
            server = EmbeddedPostgres.builder().start();
            return new Running(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EmbeddedPostgres server() {
        return server;
    }
}
