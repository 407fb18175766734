package dev.patchbay.protocol.fuzz;

import dev.patchbay.Rooms;
import dev.patchbay.Settings;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.protocol.PromptCalls;
import dev.patchbay.protocol.Protocols;
import dev.patchbay.protocol.ServerIdentity;
import dev.patchbay.protocol.Subscriptions;
import dev.patchbay.protocol.legacy.HttpSse;
import dev.patchbay.protocol.legacy.LegacyProtocol;
import dev.patchbay.protocol.stateless.CallWatch;
import dev.patchbay.protocol.stateless.StatelessProtocol;
import dev.patchbay.store.Dialect;
import dev.patchbay.token.Admission;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** What is a request, to the router and all behind it: answered once, and never by a failure of the gateway. */
public final class RouterFuzz {
    /** Names a folder for the gateway's data. */
    static final String DATA = "fuzz.data";

    private static @Nullable Protocols protocols;
    private static Admission.@Nullable Granted grant;

    private RouterFuzz() {}

    /** Called by the fuzzer once, before the first input. */
    public static void fuzzerInitialize() {
        Rooms rooms = Rooms.fresh(Dialect.H2, Path.of(System.getProperty(DATA)));
        ServerIdentity identity = new ServerIdentity(new Version(1, 0, 0), rooms.integrations, rooms.serverTools);
        PromptCalls prompts = new PromptCalls(rooms.serverTools, rooms.integrations, rooms.vault);
        Subscriptions subscriptions = new Subscriptions(
                rooms.serverTools, rooms.integrations, rooms.servers, rooms.accounts, rooms.changes, new CallMetrics());
        protocols = new Protocols(
                new StatelessProtocol(
                        identity, rooms.serverTools, rooms.calls, prompts, subscriptions, new CallWatch()),
                new LegacyProtocol(
                        identity,
                        rooms.serverTools,
                        rooms.calls,
                        prompts,
                        subscriptions,
                        new HttpSse(Settings.of(HttpSse.Config.class)),
                        rooms.vault));
        grant = (Admission.Granted)
                rooms.gate.admit(rooms.minted(rooms.connected("Fuzzed")).token(), null);
    }

    /** Called by the fuzzer with each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] text) {
        FuzzedRequest request = new FuzzedRequest(text, Objects.requireNonNull(grant));
        Objects.requireNonNull(protocols).handle(request);
        request.check();
        Heap.watch();
    }
}
