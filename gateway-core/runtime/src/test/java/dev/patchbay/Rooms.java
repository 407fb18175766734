package dev.patchbay;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.account.StoredHealth;
import dev.patchbay.api.Credential;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.integration.Descriptions;
import dev.patchbay.integration.IntegrationStates;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.oauth.Locations;
import dev.patchbay.oauth.OAuthConnect;
import dev.patchbay.protocol.ServerTools;
import dev.patchbay.protocol.ToolCalls;
import dev.patchbay.store.Changes;
import dev.patchbay.store.DataFolder;
import dev.patchbay.store.Database;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Minted;
import dev.patchbay.token.NewServer;
import dev.patchbay.token.SecondFactorDefault;
import dev.patchbay.token.TokenGate;
import dev.patchbay.tool.DeployedIntegrations;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolFilter;
import dev.patchbay.vault.Credentials;
import dev.patchbay.vault.TokenRefresh;
import dev.patchbay.vault.Vault;
import dev.patchbay.vendor.ConnectionCheck;
import dev.patchbay.vendor.HealthTeller;
import dev.patchbay.vendor.VendorConfig;
import dev.patchbay.vendor.VendorProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All that keeps state, put together as it is in a gateway. */
public final class Rooms implements AutoCloseable {
    public static final String SECRET = "acme-secret-key-9f3b61";

    public final SteppedClock clock;
    public final TestDatabase where;
    public final DataFolder data;
    public final Acme acme = new Acme();
    public final Integrations integrations = DeployedIntegrations.of(acme);
    public final Database database;
    public final Changes changes;
    public final Vault vault;
    public final Credentials credentials;
    public final Accounts accounts;
    public final StoredHealth health;
    public final ApiTokens apiTokens;
    public final McpServers servers;
    public final TokenGate gate;
    public final AuditTrail audit;
    public final AuthSchemes schemes = new AuthSchemes(List.of(new Acme.HeaderKey()));
    public final ToolCatalog catalog = new ToolCatalog(Settings.of(ToolCatalog.Config.class), integrations);
    public final ServerTools serverTools = new ServerTools(catalog, integrations);
    public final IntegrationStates states = new IntegrationStates(integrations, new Descriptions(), catalog);
    public final ToolCalls calls;
    public final VendorProxy vendors;
    public final ConnectionCheck connections;
    public final OAuthConnect logins;
    public final Locations locations;

    private Rooms(TestDatabase where, Path folder, SteppedClock clock) {
        this.where = where;
        this.clock = clock;
        data = new DataFolder(folder);
        database = where.open();
        try {
            changes = new Changes(database);
            vault = new Vault(database, data);
            credentials = new Credentials(database, vault, changes, clock);
            accounts = new Accounts(database, changes, credentials, integrations, schemes, clock);
            health = new StoredHealth(database, changes, clock);
            apiTokens = new ApiTokens(database, changes, data, clock);
            servers = new McpServers(database, changes, accounts, integrations, SecondFactorDefault.NEVER, clock);
            gate = new TokenGate(database, changes, apiTokens, clock);
            audit = new AuditTrail(database, data, Duration.ZERO, clock);
            HealthTeller teller = new HealthTeller();
            teller.bind(health);
            vendors = new VendorProxy(
                    Settings.of(VendorConfig.class, Map.of("allowed_private_hosts", new String[] {"127.0.0.1"})),
                    new TokenRefresh(database, credentials, clock),
                    schemes,
                    teller);
            calls = new ToolCalls(
                    Settings.of(ToolCalls.Config.class),
                    integrations,
                    catalog,
                    serverTools,
                    vendors,
                    audit,
                    new CallMetrics(),
                    vault,
                    database);
            connections = new ConnectionCheck(accounts, integrations, vendors);
            logins = new OAuthConnect(
                    database, vault, accounts, credentials, integrations, schemes, vendors, audit, clock);
            locations = new Locations(accounts, credentials, integrations, schemes, vendors);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A gateway with an empty store. */
    public static Rooms fresh(Dialect dialect, Path folder) {
        return new Rooms(TestDatabase.fresh(dialect, folder), folder.resolve("data"), new SteppedClock());
    }

    /** The gateway whose H2 store and data folder are here already. */
    public static Rooms existing(Path folder) {
        return fresh(Dialect.H2, folder);
    }

    /** The same gateway after a restart; close this one before. */
    public Rooms again() {
        return new Rooms(where, data.path(), clock);
    }

    /** Another node of the same store, with the same master key. */
    public Rooms secondNode(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(data.path("master.key"), folder.resolve("master.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rooms(where, folder, clock);
    }

    public IntegratedAccount connected(String name) {
        return accounts.connect(new NewAccount(
                "acme", name, Map.of("subdomain", "widgets"), null, new Credential(Map.of("api_key", SECRET)), null));
    }

    public Minted minted(IntegratedAccount account) {
        return minted(account, false);
    }

    public Minted minted(IntegratedAccount account, boolean secondFactor) {
        return servers.mint(new NewServer(account.id(), "Desk", ToolFilter.ALL, secondFactor, null, "apt_test"));
    }

    /** The API token that the first start left in its file. */
    public String firstToken() {
        return data.read(ApiTokens.FIRST_TOKEN_FILE).orElseThrow().strip();
    }

    @Override
    public void close() {
        vendors.close();
        audit.close();
        gate.close();
        apiTokens.close();
        health.close();
        credentials.close();
        changes.close();
        database.close();
    }
}
