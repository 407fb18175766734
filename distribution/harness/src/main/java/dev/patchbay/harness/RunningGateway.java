package dev.patchbay.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A gateway as its users have it: a process that was started by {@code bin/patchbay}, with data, configuration and
 * plugins of its own in a temporary folder. It runs on the Java that runs the tests.
 */
public final class RunningGateway implements AutoCloseable {
    private static final long COMMAND_SECONDS = 150;
    private static final int TRIES = 3;

    public static final String DISK_CHECK = "org.apache.felix.hc.generalchecks.DiskSpaceCheck-data.cfg";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path root;
    private final List<Process> children = new ArrayList<>();

    private RunningGateway(Path root) {
        this.root = root;
    }

    /** A gateway with the configuration and the plugins of the distribution, not yet started. */
    public static RunningGateway prepare() throws IOException {
        RunningGateway gateway = new RunningGateway(Files.createTempDirectory("pb"));
        copy(AssembledFolder.home().resolve("conf"), gateway.conf());
        // how full the disk of the machine is must not decide over a test
        Files.delete(gateway.conf().resolve(DISK_CHECK));
        copy(AssembledFolder.home().resolve("deploy"), gateway.deploy());
        return gateway;
    }

    /** A gateway that answers. */
    public static RunningGateway start() throws IOException, InterruptedException {
        RunningGateway gateway = prepare();
        try {
            gateway.launch();
            return gateway;
        } catch (AssertionError | IOException | InterruptedException e) {
            gateway.close();
            throw e;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /** Starts it, for the first time or again, on a free port. */
    public void launch() throws IOException, InterruptedException {
        Outcome outcome = new Outcome(1, "");
        for (int i = 0; i < TRIES; i++) {
            outcome = bin("start", "--port", String.valueOf(AssembledFolder.freePort()));
            if (outcome.status() == 0) {
                return;
            }
            if (!outcome.output().contains("is taken")) {
                break;
            }
        }
        throw new AssertionError("does not start: " + outcome.output() + log());
    }

    /** Starts it again after its end, on the port that it had: its clients find it where it was. */
    public void launchAgain() throws IOException, InterruptedException {
        Outcome outcome =
                bin("start", "--port", String.valueOf(URI.create(url()).getPort()));
        if (outcome.status() != 0) {
            throw new AssertionError("does not start again: " + outcome.output() + log());
        }
    }

    /** Where it answers, without a slash at the end. */
    public String url() throws IOException {
        return Files.readString(data().resolve("patchbay.url")).strip();
    }

    /** The administrator's API token that the first start has written. */
    public String adminToken() throws IOException {
        return Files.readString(data().resolve("admin.token")).strip();
    }

    /** Where it keeps what it writes. */
    public Path data() {
        return root.resolve("data");
    }

    /** Its configuration; a test may change it. */
    public Path conf() {
        return root.resolve("conf");
    }

    /** Its plugins; a test may change them. */
    public Path deploy() {
        return root.resolve("deploy");
    }

    /** Puts a whole file into {@code deploy/} at once, over one of the same name. */
    public void deploy(Path file, String name) throws IOException {
        Path arriving = Files.copy(file, root.resolve("arriving"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(arriving, deploy().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its log so far. */
    public String log() throws IOException {
        Path log = data().resolve("logs/patchbay.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Its process. */
    public ProcessHandle process() throws IOException {
        long pid =
                Long.parseLong(Files.readString(data().resolve("patchbay.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("process " + pid + " does not run"));
    }

    /** A GET without credentials. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    /** Any request; {@link #url} says where to. */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Runs one command in its shell, a whole line or word by word. */
    public Outcome shell(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("shell"));
        words.addAll(List.of(command));
        return bin(words.toArray(String[]::new));
    }

    /** Runs {@code bin/patchbay} for this gateway until it ends, with nothing on its standard input. */
    public Outcome bin(String... arguments) throws IOException, InterruptedException {
        return await(open(arguments), "");
    }

    /** Writes to a process that {@link #open} returned, closes its standard input, and waits for its end. */
    public static Outcome await(Process process, String input) throws IOException, InterruptedException {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream stdout = process.getInputStream()) {
            String output = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + output);
            }
            return new Outcome(process.exitValue(), output);
        }
    }

    /** Starts {@code bin/patchbay} for this gateway and leaves its streams, which are one, to the caller. */
    public Process open(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(AssembledFolder.home().resolve("bin/patchbay").toString());
        command.addAll(List.of(arguments));
        return open(command, Map.of());
    }

    /** Starts a program in this gateway's environment, which the given one adds to. */
    public Process open(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("PATCHBAY_PORT");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATCHBAY_DATA", data().toString());
        builder.environment().put("PATCHBAY_CONF", conf().toString());
        builder.environment().put("PATCHBAY_DEPLOY", deploy().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        children.add(process);
        return process;
    }

    /** Ends it as an operator does, and waits until it is gone. */
    public void stop() throws IOException, InterruptedException {
        Outcome outcome = bin("stop");
        if (outcome.status() != 0) {
            throw new AssertionError("does not stop: " + outcome.output());
        }
    }

    /** Ends it as a power cut does, and waits until it is gone. */
    public void kill9() throws IOException {
        ProcessHandle process = process();
        process.destroyForcibly();
        awaitEnd(process);
    }

    /**
     * Waits until a process has ended. The operating system keeps one that nobody waits for in its list, sometimes for
     * seconds, without a command line.
     */
    public static void awaitEnd(ProcessHandle process) {
        Await.until(
                "the end of process " + process.pid(),
                () -> !process.isAlive() || process.info().commandLine().isEmpty());
    }

    /** Ends all that was started, and deletes its folder. */
    @Override
    public void close() throws IOException {
        if (Files.exists(data().resolve("patchbay.pid"))) {
            long pid = Long.parseLong(
                    Files.readString(data().resolve("patchbay.pid")).strip());
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                awaitEnd(process);
            });
        }
        children.forEach(Process::destroyForcibly);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
