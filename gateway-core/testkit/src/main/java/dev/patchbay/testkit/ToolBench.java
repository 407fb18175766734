package dev.patchbay.testkit;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.vendor.HealthTeller;
import dev.patchbay.vendor.VendorProxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls the tools of a provider over the real way to a vendor, without a container. Every scheme that the integration
 * names is stood in for by {@link StandInScheme}.
 */
public final class ToolBench implements AutoCloseable {
    /** The secret of the account: what must not be seen anywhere. */
    public static final String SECRET = "canary-5fd1c7e0a2";

    private static final long DEADLINE_SECONDS = 30;

    private final ToolProvider provider;
    private final IntegratedAccount account;
    private final VendorProxy proxy;

    /** @param vendorHost host and port of the fake vendor at {@code baseUrl} */
    public ToolBench(ToolProvider provider, String baseUrl, String vendorHost, Map<String, String> context) {
        this.provider = provider;
        Instant now = Instant.EPOCH;
        AuthMethod first = provider.integration().authMethods().get(0);
        this.account = new IntegratedAccount(
                "account-1",
                provider.integration().id(),
                "Test",
                context,
                first.id(),
                baseUrl,
                AccountStatus.ACTIVE,
                null,
                now,
                now,
                now);
        AuthSchemes schemes = new AuthSchemes();
        provider.integration().authMethods().forEach(each -> schemes.bind(new StandInScheme(each.scheme())));
        this.proxy = new VendorProxy(
                VendorSettings.allowing(vendorHost),
                id -> new Credential(Map.of("key", SECRET)),
                schemes,
                new HealthTeller());
    }

    /** A bench whose vendor is the fake one, without a path before its own. */
    public static ToolBench at(FakeVendor vendor, ToolProvider provider, Map<String, String> context) {
        return new ToolBench(provider, vendor.url(), vendor.host(), context);
    }

    public IntegratedAccount account() {
        return account;
    }

    public VendorProxy proxy() {
        return proxy;
    }

    /** @throws IllegalArgumentException if the account has no such tool */
    public Tool tool(String name) {
        return provider.tools(account.toAccount()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tool " + name));
    }

    /** Calls a tool as the gateway does once it has checked the arguments. */
    public ToolResult call(String name, Map<String, Object> arguments) {
        Tool tool = tool(name);
        ToolCall call = new ToolCall(
                tool,
                new LinkedHashMap<>(arguments),
                account.toAccount(),
                Instant.now().plusSeconds(DEADLINE_SECONDS),
                new TestCaller());
        return provider.call(call, proxy.open(call, provider, account));
    }

    /** The same for a tool that answers data. */
    public ToolResult.Data data(String name, Map<String, Object> arguments) {
        return (ToolResult.Data) call(name, arguments);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
