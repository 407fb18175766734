package dev.patchbay.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntegrationsTest {
    private final Integrations integrations = new Integrations();

    @Test
    void waitsForRunningCallsBeforeAProviderLeaves() throws Exception {
        ToolProvider provider = new Acme();
        integrations.bind(provider);
        Integrations.Lease call = integrations.lease("acme");
        CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> integrations.unbind(provider));
        while (integrations.find("acme").isPresent()) {
            Thread.onSpinWait();
        }
        assertFalse(leaving.isDone());
        assertNull(integrations.lease("acme"), "a new call does not get the one that leaves");
        call.close();
        leaving.get(5, TimeUnit.SECONDS);
    }

    @Test
    void letsTheSuccessorServeWhileThePredecessorDrains() throws Exception {
        ToolProvider old = new Acme();
        ToolProvider successor = new Acme();
        integrations.bind(old);
        Integrations.Lease running = integrations.lease("acme");
        CompletableFuture<Void> replacing = CompletableFuture.runAsync(() -> integrations.bind(successor));
        Integrations.Lease next = integrations.lease("acme");
        while (next.provider() == old) {
            next.close();
            next = integrations.lease("acme");
        }
        assertSame(successor, next.provider());
        assertFalse(replacing.isDone());
        next.close();
        running.close();
        replacing.get(5, TimeUnit.SECONDS);
        integrations.unbind(old);
        assertTrue(integrations.find("acme").isPresent(), "the one that was replaced takes nothing with it");
    }

    @Test
    void tellsListenersWhoCameAndWentUntilTheyLeave() throws Exception {
        List<String> heard = new ArrayList<>();
        ToolProvider provider = new Acme();
        AutoCloseable subscription = integrations.listen(heard::add);
        integrations.bind(provider);
        integrations.updated(provider);
        integrations.unbind(provider);
        subscription.close();
        integrations.bind(provider);
        assertEquals(List.of("acme", "acme", "acme"), heard);
    }

    private static final class Acme implements ToolProvider {
        @Override
        public Integration integration() {
            return new Integration(
                    "acme",
                    "Acme",
                    "",
                    "https://acme.example",
                    List.of(),
                    List.of(new AuthMethod("key", "api-key", "API key", Map.of())));
        }

        @Override
        public List<Tool> tools(Account account) {
            return List.of();
        }

        @Override
        public ToolResult call(ToolCall call, VendorClient vendor) {
            return ToolResult.of(null);
        }
    }
}
