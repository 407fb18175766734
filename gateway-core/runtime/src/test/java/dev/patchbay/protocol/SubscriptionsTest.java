package dev.patchbay.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.Settings;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.protocol.legacy.HttpSse;
import dev.patchbay.protocol.legacy.LegacyProtocol;
import dev.patchbay.store.Dialect;
import dev.patchbay.token.Admission;
import dev.patchbay.tool.DeployedIntegrations;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** What a client relies on from the moment that it sees its stream open. */
class SubscriptionsTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Rooms rooms;
    private Subscriptions subscriptions;
    private LegacyProtocol protocol;
    private Admission.Granted grant;

    @BeforeEach
    void start() {
        rooms = Rooms.fresh(Dialect.H2, folder);
        subscriptions = new Subscriptions(
                rooms.serverTools, rooms.integrations, rooms.servers, rooms.accounts, rooms.changes, new CallMetrics());
        protocol = new LegacyProtocol(
                new ServerIdentity(new Version(1, 0, 0), rooms.integrations, rooms.serverTools),
                rooms.serverTools,
                rooms.calls,
                new PromptCalls(rooms.serverTools, rooms.integrations, rooms.vault),
                subscriptions,
                new HttpSse(Settings.of(HttpSse.Config.class)),
                rooms.vault);
        grant = (Admission.Granted)
                rooms.gate.admit(rooms.minted(rooms.connected("Widgets")).token(), null);
    }

    @AfterEach
    void stop() throws Exception {
        subscriptions.close();
        rooms.close();
    }

    @Test
    void tellsOfAChangeThatComesWithTheOpeningOfTheStream() throws Exception {
        protocol.stream(opening(this::undeploy));
        String words = heard.poll(10, TimeUnit.SECONDS);
        assertNotNull(words, "nothing was told");
        assertTrue(words.contains("notifications/tools/list_changed"), words);
        assertNull(heard.poll(1, TimeUnit.SECONDS), "told once");
    }

    @Test
    void tellsNothingWhenNothingChanges() throws Exception {
        protocol.stream(opening(() -> {}));
        assertNull(heard.poll(1, TimeUnit.SECONDS));
    }

    private void undeploy() {
        assertTrue(listed() > 0);
        DeployedIntegrations.remove(rooms.integrations, rooms.acme);
        assertEquals(0, listed());
    }

    private int listed() {
        return rooms.serverTools.listed(grant.server(), grant.account()).names().size();
    }

    /** A request whose client does something as soon as it sees its stream open. */
    private Exchange opening(Runnable then) {
        return (Exchange) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Exchange.class}, (self, method, args) -> {
                    return switch (method.getName()) {
                        case "header" -> args[0].equals("MCP-Protocol-Version") ? "2025-06-18" : null;
                        case "grant" -> grant;
                        case "stream" -> {
                            assertEquals(true, args[0]);
                            then.run();
                            yield new Heard();
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private final class Heard implements EventStream {
        @Override
        public boolean send(byte[] data) {
            return heard.add(new String(data, UTF_8));
        }

        @Override
        public boolean send(String event, byte[] data) {
            return send(data);
        }

        @Override
        public boolean comment() {
            return true;
        }

        @Override
        public void close() {}
    }
}
