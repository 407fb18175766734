package dev.patchbay.vendor;

import dev.patchbay.account.AccountHealth;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.StandInScheme;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.VendorSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;

/** The way to a fake vendor as the core opens it, with every part within reach. */
final class Line implements AutoCloseable {
    static final String SECRET = "canary-5fd1c7e0a2";
    private static final String DESCRIPTION = """
            integration: acme
            title: Acme
            description: Support.
            baseUrl: https://{{context.subdomain}}.acme.example/v1
            context: { subdomain: { title: Subdomain, description: S. } }
            auth: { key: { scheme: key, title: Key }, other: { scheme: absent, title: Other } }
            check: GET /me
            rateLimit: { limit: X-Max, remaining: X-Left, resetMillis: X-Ms, dailyLimit: X-Day, dailyRemaining: X-Day-Left }
            errors: { message: [error.detail, message], failed: { path: success, is: false } }
            resources: {}
            """;

    final DescribedProvider provider =
            DescribedIntegration.read("acme.yaml", DESCRIPTION).accepted();
    final AuthSchemes schemes = new AuthSchemes();
    final HealthTeller health = new HealthTeller();
    final List<String> told = new CopyOnWriteArrayList<>();
    final TestCaller caller = new TestCaller();
    final VendorProxy proxy;
    IntegratedAccount account;
    Effect effect = Effect.WRITES;
    Duration timeLeft = Duration.ofSeconds(30);
    Duration timeout = Duration.ofSeconds(30);

    Line(String baseUrl, VendorSettings settings, EgressGuard.Lookup lookup, AuthScheme scheme) {
        account = account(baseUrl, "key", AccountStatus.ACTIVE);
        schemes.bind(scheme);
        health.bind(new AccountHealth() {
            @Override
            public void healthy(String accountId) {
                told.add("healthy " + accountId);
            }

            @Override
            public void needsReauth(String accountId, String reason) {
                told.add("reauth " + accountId + ": " + reason);
            }

            @Override
            public void unreachable(String accountId, String reason) {
                told.add("unreachable " + accountId + ": " + reason);
            }
        });
        proxy = new VendorProxy(settings, id -> new Credential(Map.of("key", SECRET)), schemes, health, lookup);
    }

    static Line to(FakeVendor vendor) {
        return to(vendor.url(), vendor.host());
    }

    static Line to(String baseUrl, String... allowedHosts) {
        return new Line(
                baseUrl, VendorSettings.allowing(allowedHosts), InetAddress::getAllByName, new StandInScheme("key"));
    }

    static IntegratedAccount account(String baseUrl, String method, AccountStatus status) {
        Instant then = Instant.EPOCH;
        return new IntegratedAccount(
                "a1", "acme", "A", Map.of("subdomain", "north"), method, baseUrl, status, null, then, then, then);
    }

    CancellableClient open() {
        Tool tool = new Tool(
                "acme_act",
                "Act",
                "Acts.",
                "things",
                "act",
                Set.of(),
                effect,
                false,
                false,
                Map.of(),
                null,
                "POST /things",
                timeout);
        ToolCall call =
                new ToolCall(tool, Map.of(), account.toAccount(), Instant.now().plus(timeLeft), caller);
        return proxy.open(call, provider, account);
    }

    VendorResponse send(VendorRequest request) {
        return open().send(request);
    }

    GatewayException refused(VendorRequest request) {
        return Assertions.assertThrows(GatewayException.class, () -> send(request));
    }

    @Override
    public void close() {
        proxy.close();
    }
}
