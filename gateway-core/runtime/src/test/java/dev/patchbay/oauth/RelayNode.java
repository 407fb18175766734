package dev.patchbay.oauth;

import dev.patchbay.Acme;
import dev.patchbay.Rooms;
import dev.patchbay.Settings;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Caller;
import dev.patchbay.api.Credential;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.tool.DeployedIntegrations;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.TokenRefresh;
import dev.patchbay.vendor.HealthTeller;
import dev.patchbay.vendor.VendorConfig;
import dev.patchbay.vendor.VendorProxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node whose accounts are of {@link Relay}. */
public final class RelayNode implements AutoCloseable {
    public static final String SECRET = "client-secret-77aa01";
    public static final String GATEWAY = "https://gateway.example";

    public final Rooms rooms;
    public final Accounts accounts;
    final TokenRefresh refresh;
    public final VendorProxy proxy;
    public final OAuthConnect connect;
    public final Locations locations;
    public final Integrations integrations;
    public final AuthSchemes schemes;
    private final Relay relay = new Relay();
    private final RelayServer server;

    public RelayNode(Rooms rooms, RelayServer server) {
        this.rooms = rooms;
        this.server = server;
        integrations = DeployedIntegrations.of(relay);
        Relay.Login login = new Relay.Login(rooms.clock);
        schemes = new AuthSchemes(List.of(new Acme.HeaderKey(), login));
        accounts = new Accounts(rooms.database, rooms.changes, rooms.credentials, integrations, schemes, rooms.clock);
        refresh = new TokenRefresh(rooms.database, rooms.credentials, rooms.clock);
        HealthTeller health = new HealthTeller();
        health.bind(rooms.health);
        proxy = new VendorProxy(
                Settings.of(
                        VendorConfig.class,
                        Map.of("allowed_private_hosts", new String[] {server.host()}, "vendor_timeout_seconds", 2)),
                refresh,
                schemes,
                health);
        connect = new OAuthConnect(
                rooms.database,
                rooms.vault,
                accounts,
                rooms.credentials,
                integrations,
                schemes,
                proxy,
                rooms.audit,
                rooms.clock);
        locations = new Locations(accounts, rooms.credentials, integrations, schemes, proxy);
    }

    /** A chain that is connected by a login. */
    public IntegratedAccount connectedChain() {
        NewAccount draft = new NewAccount(
                "relay",
                "Chain",
                Map.of(),
                "chain",
                new Credential(Map.of("client_id", "app-1", "client_secret", SECRET)),
                server.url());
        return connect.finish(state(connect.begin(draft, GATEWAY, "apt_test")), "code-" + System.nanoTime(), "10.0.0.1")
                .account();
    }

    NewAccount draft(Map<String, String> context) {
        return new NewAccount(
                "relay",
                "Ada's place",
                context,
                null,
                new Credential(Map.of("client_id", "app-1", "client_secret", SECRET)),
                server.url());
    }

    OAuthConnect.Started begun() {
        return connect.begin(draft(Map.of()), GATEWAY, "apt_test");
    }

    static String state(OAuthConnect.Started started) {
        URI page = started.authorizeUrl();
        return page.getQuery().substring("state=".length());
    }

    public IntegratedAccount connected() {
        return connect.finish(state(begun()), "code-" + System.nanoTime(), "10.0.0.1")
                .account();
    }

    IntegratedAccount stored(IntegratedAccount account) {
        return accounts.find(account.id()).orElseThrow();
    }

    /** A call of the account, as it is stored now. */
    @Nullable
    Object call(IntegratedAccount account) {
        IntegratedAccount now = stored(account);
        ToolCall call = new ToolCall(
                relay.tools(now.toAccount()).get(0),
                Map.of(),
                now.toAccount(),
                Instant.now().plusSeconds(30),
                (Caller) java.lang.reflect.Proxy.newProxyInstance(
                        Caller.class.getClassLoader(), new Class<?>[] {Caller.class}, (self, method, arguments) -> {
                            if (method.getReturnType() == boolean.class) {
                                return false;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        }));
        return proxy.open(call, relay, now)
                .send(new VendorRequest("POST", "/me", List.of(), Map.of(), null))
                .body();
    }

    @Override
    public void close() {
        proxy.close();
        refresh.close();
        rooms.close();
    }
}
