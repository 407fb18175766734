package dev.patchbay.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the driver that the store's URL asks for, opens the {@link Database} and registers it, and takes it away
 * with the driver. A database that does not answer yet is tried again until it does.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.patchbay.store.Database\"",
        uses = Database.class,
        effective = "active")
@Component(service = DriverWatch.class, immediate = true, configurationPid = DriverWatch.PID)
@Designate(ocd = DriverWatch.Config.class)
public final class DriverWatch implements ServiceTrackerCustomizer<DataSourceFactory, DriverWatch.Opening> {
    static final String PID = "dev.patchbay.store";

    private static final Logger LOG = LoggerFactory.getLogger(DriverWatch.class);
    private static final long RETRY_SECONDS = 3;

    @ObjectClassDefinition(
            name = "Patchbay: store",
            description = "Where accounts, servers, tokens and the audit trail are kept")
    @interface Config {
        @AttributeDefinition(
                description = "jdbc:h2:file:… for one node, jdbc:postgresql://… for many. ${data} is the data folder."
                        + " Keep WRITE_DELAY=0 with H2: without it a crash loses what was acknowledged.")
        String url() default "jdbc:h2:file:${data}/patchbay;WRITE_DELAY=0";

        @AttributeDefinition(description = "Empty for none")
        String user() default "";

        @AttributeDefinition(type = AttributeType.PASSWORD, description = "Empty for none")
        String password() default "";

        @AttributeDefinition(
                description = "Connections that are open at the most; who finds none within 5 s gets an error")
        int pool_size() default 10;
    }

    private final BundleContext context;
    private final Config config;
    private final DataFolder data;
    private final Dialect dialect;
    private final ServiceTracker<DataSourceFactory, Opening> tracker;

    @Activate
    public DriverWatch(BundleContext context, @Reference DataFolder data, Config config) throws InvalidSyntaxException {
        this.context = context;
        this.config = config;
        this.data = data;
        dialect = Dialect.of(config.url());
        tracker = new ServiceTracker<>(
                context,
                FrameworkUtil.createFilter("(&(" + Constants.OBJECTCLASS + "=" + DataSourceFactory.class.getName()
                        + ")(" + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + dialect.driverClass() + "))"),
                this);
        tracker.open();
        if (tracker.isEmpty()) {
            LOG.info("the store waits for the driver {}", dialect.driverClass());
        }
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** The store, if it is open. */
    public Optional<Database> database() {
        return Optional.ofNullable(tracker.getService()).map(opening -> opening.database);
    }

    /** Why it is not open, without the password. */
    public String complaint() {
        Opening opening = tracker.getService();
        if (opening == null) {
            return "its driver " + dialect.driverClass() + " is not there";
        }
        String failure = opening.failure;
        return config.password().isEmpty() ? failure : failure.replace(config.password(), "…");
    }

    @Override
    public @Nullable Opening addingService(ServiceReference<DataSourceFactory> reference) {
        if (!tracker.isEmpty()) {
            return null;
        }
        DataSourceFactory factory = context.getService(reference);
        return factory == null ? null : new Opening(factory);
    }

    @Override
    public void modifiedService(ServiceReference<DataSourceFactory> reference, Opening opening) {}

    @Override
    public void removedService(ServiceReference<DataSourceFactory> reference, Opening opening) {
        opening.close();
        context.ungetService(reference);
    }

    private Database opened(DataSourceFactory factory) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                DataSourceFactory.JDBC_URL,
                dialect.hardened(config.url().replace("${data}", data.path().toString())));
        if (!config.user().isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, config.user());
        }
        if (!config.password().isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, config.password());
        }
        DataSource driver = factory.createDataSource(properties);
        return Database.open(dialect, driver, config.pool_size());
    }

    /** One driver's database: open, or being tried. */
    final class Opening {
        private final DataSourceFactory factory;
        private final CountDownLatch closing = new CountDownLatch(1);
        private final @Nullable Thread retrying;
        private volatile @Nullable Database database;
        private volatile String failure = "it is being opened";
        private @Nullable ServiceRegistration<Database> registration;

        Opening(DataSourceFactory factory) {
            this.factory = factory;
            if (attempt(true)) {
                retrying = null;
            } else {
                retrying = new Thread(this::retry, "patchbay-store-opening");
                retrying.setDaemon(true);
                retrying.start();
            }
        }

        private boolean attempt(boolean first) {
            try {
                Database opened = opened(factory);
                database = opened;
                registration = context.registerService(Database.class, opened, null);
                return true;
            } catch (SQLException | RuntimeException e) {
                failure = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                if (first) {
                    LOG.error("the store cannot be opened, it is tried again every {} s", RETRY_SECONDS, e);
                }
                return false;
            }
        }

        private void retry() {
            try {
                while (!closing.await(RETRY_SECONDS, TimeUnit.SECONDS) && !attempt(false)) {
                    LOG.debug("the store still cannot be opened");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void close() {
            closing.countDown();
            if (retrying != null) {
                try {
                    retrying.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (registration != null) {
                registration.unregister();
            }
            Database opened = database;
            if (opened != null) {
                opened.close();
            }
        }
    }
}
