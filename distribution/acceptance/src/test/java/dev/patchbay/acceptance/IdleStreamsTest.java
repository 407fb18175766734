package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What clients cost that only listen. */
class IdleStreamsTest {
    private static final int STREAMS = 1_000;
    private static final int FEW_THREADS = 40;
    private static final long MOST_BYTES_EACH = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("63 a thousand idle streams hold no request thread and little memory, and all hear of a change")
    void thousandIdleStreams() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try (TinyGateway gateway = new TinyGateway()) {
            listeners.addAll(open(gateway, 20));
            long threads = threads(gateway.process());
            long heap = heap(gateway.process());
            listeners.addAll(open(gateway, STREAMS));
            long more = threads(gateway.process()) - threads;
            long each = (heap(gateway.process()) - heap) / STREAMS;
            System.out.println("threads: " + threads + ", and " + more + " more with " + STREAMS + " idle streams");
            System.out.println("heap: " + each + " bytes for each idle stream");
            assertTrue(more < FEW_THREADS, more + " threads for " + STREAMS + " streams");
            assertTrue(each < MOST_BYTES_EACH, each + " bytes for each stream");

            gateway.undeploy();
            Await.until(
                    "every stream has heard", PATIENCE, () -> listeners.stream().allMatch(Listener::hasHeard));
            assertEquals(
                    listeners.size(),
                    listeners.stream().mapToInt(Listener::changes).sum(),
                    "each is told once");
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    private static List<Listener> open(TinyGateway gateway, int count) throws IOException {
        List<Listener> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(new Listener(gateway.server()));
        }
        return opened;
    }

    /** Of the operating system, so that none is overlooked. */
    private static long threads(RunningGateway gateway) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + gateway.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** Bytes that are reachable. */
    private static long heap(RunningGateway gateway) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(gateway.process().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(jcmd.waitFor(30, TimeUnit.SECONDS), "jcmd does not end");
        Matcher total = Pattern.compile("(?m)^Total +\\d+ +(\\d+)").matcher(histogram);
        assertTrue(total.find(), histogram);
        return Long.parseLong(total.group(1));
    }

    /** A client that reads only when it is asked what it has heard. */
    private static final class Listener implements AutoCloseable {
        private static final Pattern CHANGED = Pattern.compile("notifications/tools/list_changed");

        private final SocketChannel channel;
        private final StringBuilder read = new StringBuilder();

        Listener(Admin.Server server) throws IOException {
            URI url = server.url();
            Wire.Modern request = server.wire()
                    .modern("subscriptions/listen")
                    .param("notifications", Map.of("toolsListChanged", true));
            String body = request.body();
            String text = "POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream"
                    + "\r\nMCP-Protocol-Version: " + Wire.MODERN + "\r\nMcp-Method: subscriptions/listen"
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            // one after the other: a thousand requests at once would need threads, which streams do not
            read(true);
            channel.configureBlocking(false);
        }

        private void read(boolean acknowledgement) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(4_096);
            while (channel.read(buffer) > 0) {
                read.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
                buffer.clear();
                if (acknowledgement && read.indexOf("notifications/subscriptions/acknowledged") >= 0) {
                    return;
                }
            }
            assertTrue(!acknowledgement, () -> "no stream: " + read);
        }

        boolean hasHeard() {
            try {
                read(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return changes() > 0;
        }

        int changes() {
            return (int) CHANGED.matcher(read).results().count();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
