package dev.patchbay.store;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to PostgreSQL on a connection of its own, and comes back when the connection is lost. The driver's own types
 * are called by reflection: the bundle works with any database and imports no driver.
 */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** How long one wait lasts; a notification ends it at once. In between, the connection is checked. */
    private static final int WAIT_MILLIS = 500;

    /** How long the server may take to answer such a check before the connection counts as lost. */
    private static final int NETWORK_TIMEOUT_MILLIS = 3_000;

    private static final long RECONNECT_MILLIS = 500;

    private final Database database;
    private final Consumer<String> heard;
    private final Runnable missed;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean connected;
    private volatile @Nullable Connection current;

    Listener(Database database, Consumer<String> heard, Runnable missed) {
        this.database = database;
        this.heard = heard;
        this.missed = missed;
        thread = new Thread(this::listen, "patchbay-changes");
        thread.setDaemon(true);
        thread.start();
    }

    boolean connected() {
        return connected;
    }

    @Override
    public void close() {
        closing.countDown();
        abort(current);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        boolean told = false;
        while (closing.getCount() > 0) {
            try (Connection connection = database.dedicated()) {
                current = connection;
                connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen " + Changes.CHANNEL);
                    connected = true;
                    missed.run();
                    told = false;
                    hear(connection, statement);
                }
            } catch (SQLException | ReflectiveOperationException e) {
                if (!told && closing.getCount() > 0) {
                    told = true;
                    LOG.warn("the store's news of changes is cut off; until it is back every look-up reads the store");
                }
            } finally {
                connected = false;
                current = null;
            }
            rest();
        }
    }

    private void hear(Connection connection, Statement statement) throws SQLException, ReflectiveOperationException {
        ClassLoader driver = connection.getClass().getClassLoader();
        Class<?> type = Class.forName("org.postgresql.PGConnection", true, driver);
        Method wait = type.getMethod("getNotifications", int.class);
        Method parameter =
                Class.forName("org.postgresql.PGNotification", true, driver).getMethod("getParameter");
        Object listening = connection.unwrap(type);
        while (closing.getCount() > 0) {
            Object notifications = called(wait, listening, WAIT_MILLIS);
            int count = notifications == null ? 0 : Array.getLength(notifications);
            for (int i = 0; i < count; i++) {
                heard.accept(String.valueOf(parameter.invoke(Array.get(notifications, i))));
            }
            if (count == 0) {
                statement.execute("select 1");
            }
        }
    }

    private static @Nullable Object called(Method method, Object target, Object argument)
            throws SQLException, ReflectiveOperationException {
        try {
            return method.invoke(target, argument);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void rest() {
        try {
            closing.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private static void abort(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the listening connection was closed already");
            }
        }
    }
}
