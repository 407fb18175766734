package dev.patchbay.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date. The scripts are named here one by one: inside a bundle there is no class path to scan,
 * and a list also shows the order at a glance. One script serves both databases.
 */
final class Migrations {
    private static final String FOLDER = "migrations/";
    private static final List<String> SCRIPTS = List.of(
            "V1__state.sql",
            "V2__vendor_login.sql",
            "V3__location.sql",
            "V4__url_rotation.sql",
            "V5__server_calls.sql",
            "V6__request_lines.sql",
            "V7__money_calls.sql");

    private Migrations() {}

    static void apply(DataSource database) {
        Flyway.configure(Migrations.class.getClassLoader())
                .loggers(MigrationLog.class.getName())
                .dataSource(database)
                .table("schema_history")
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .load()
                .migrate();
    }

    private static final class Scripts implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = Migrations.class.getResourceAsStream(FOLDER + name);
            if (script == null) {
                throw new UncheckedIOException(new IOException("the bundle lacks " + FOLDER + name));
            }
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public @Nullable String getAbsolutePathOnDisk() {
            return null;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
