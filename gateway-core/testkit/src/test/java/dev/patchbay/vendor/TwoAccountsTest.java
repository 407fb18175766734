package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.StandInScheme;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.VendorSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TwoAccountsTest {
    private static final int CALLS = 400;

    private final DescribedProvider provider =
            DescribedIntegration.read("acme.yaml", """
                    integration: acme
                    title: Acme
                    description: Support.
                    baseUrl: https://acme.example
                    auth: { key: { scheme: key, title: Key } }
                    """).accepted();

    @Test
    void sendsNoAccountsCredentialToAnotherAccountsHost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        AuthSchemes schemes = new AuthSchemes();
        schemes.bind(new StandInScheme("key"));
        VendorProxy proxy = new VendorProxy(
                VendorSettings.allowing("127.0.0.1"),
                id -> new Credential(Map.of("key", "secret-of-" + id)),
                schemes,
                new HealthTeller());
        try (FakeVendor a = FakeVendor.start();
                FakeVendor b = FakeVendor.start()) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                IntegratedAccount account = i % 2 == 0 ? account("a", a.url()) : account("b", b.url());
                calls.add(threads.submit(() -> call(proxy, account)));
            }
            for (Future<Integer> each : calls) {
                assertEquals(200, each.get(30, TimeUnit.SECONDS));
            }
            assertEquals(Set.of("secret-of-a"), secrets(a));
            assertEquals(Set.of("secret-of-b"), secrets(b));
            assertEquals(CALLS / 2, a.received().size());
        } finally {
            threads.shutdownNow();
            proxy.close();
        }
    }

    private int call(VendorProxy proxy, IntegratedAccount account) {
        Tool tool = new Tool(
                "acme_act",
                "Act",
                "Acts.",
                "things",
                "act",
                Set.of(),
                Effect.READS,
                false,
                false,
                Map.of(),
                null,
                "GET /things",
                null);
        ToolCall call =
                new ToolCall(tool, Map.of(), account.toAccount(), Instant.now().plusSeconds(30), new TestCaller());
        return proxy.open(call, provider, account)
                .send(VendorRequest.get("/things"))
                .status();
    }

    private static Set<String> secrets(FakeVendor vendor) {
        return vendor.received().stream()
                .map(each -> each.header(StandInScheme.HEADER))
                .collect(Collectors.toSet());
    }

    private static IntegratedAccount account(String id, String url) {
        Instant then = Instant.EPOCH;
        return new IntegratedAccount(
                id, "acme", id, Map.of(), "key", url, AccountStatus.ACTIVE, null, then, then, then);
    }
}
