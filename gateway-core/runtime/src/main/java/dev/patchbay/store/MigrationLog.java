package dev.patchbay.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Flyway says what it does: ten lines at every start, the connection's URL among them. None of it is news to an
 * operator, so all is said quietly; what goes wrong comes as an exception besides. Made by Flyway, by its class name.
 */
public final class MigrationLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> source) {
        Logger log = LoggerFactory.getLogger(source);
        return new Log() {
            @Override
            public void debug(@Nullable String message) {
                log.trace(message);
            }

            @Override
            public void info(@Nullable String message) {
                log.debug(message);
            }

            @Override
            public void warn(@Nullable String message) {
                log.debug(message);
            }

            @Override
            public void error(@Nullable String message) {
                log.debug(message);
            }

            @Override
            public void error(@Nullable String message, @Nullable Exception cause) {
                log.debug(message, cause);
            }

            @Override
            public void notice(@Nullable String message) {
                log.debug(message);
            }
        };
    }
}
