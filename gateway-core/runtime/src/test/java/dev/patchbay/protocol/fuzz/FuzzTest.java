package dev.patchbay.protocol.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs Jazzer over what strangers can send. The seeds are in the resources of this package, one request a file;
 * {@code -Dfuzz.seconds=300} runs each target for five minutes in place of 15 seconds.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 15);
    private static final int HANG_SECONDS = 30;
    private static final int MOST_BYTES = 4_096;
    private static final long MOST_GROWTH_KB = 24 * 1024;
    private static final Pattern HEAP = Pattern.compile("heap: (\\d+) kB after (\\d+) runs");
    private static final Path SEEDS = Path.of("src/test/resources/dev/patchbay/protocol/fuzz");

    @ParameterizedTest
    @ValueSource(strings = {"Envelope", "Router"})
    @DisplayName("whatever is sent is answered: no failure of the gateway, no hang, no memory that is not given back")
    void answersWhateverIsSent(String target, @TempDir Path work) throws Exception {
        Path found = Files.createDirectories(Path.of("target/fuzz/" + target.toLowerCase(java.util.Locale.ROOT)));
        Path log = work.resolve("log");
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-D" + RouterFuzz.DATA + "=" + work,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + getClass().getPackageName() + "." + target + "Fuzz",
                        "--instrumentation_includes=dev.patchbay.protocol.**:dev.patchbay.tool.**:tools.jackson.core.**",
                        "--custom_hook_includes=dev.patchbay.**",
                        "--reproducer_path=" + found,
                        "-artifact_prefix=" + found + "/",
                        "-max_total_time=" + SECONDS,
                        "-timeout=" + HANG_SECONDS,
                        "-max_len=" + MOST_BYTES,
                        "-rss_limit_mb=2048",
                        "-print_final_stats=1",
                        "-dict=" + SEEDS.resolve("words.dict"),
                        found.toString(),
                        SEEDS.resolve(target.toLowerCase(java.util.Locale.ROOT)).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS), () -> "does not end: " + read(log));
        } finally {
            fuzzer.destroyForcibly();
        }
        String output = read(log);
        assertEquals(0, fuzzer.exitValue(), output);
        assertTrue(output.contains("DONE"), output);
        output.lines()
                .filter(line -> line.startsWith("stat::") || line.contains("DONE"))
                .forEach(line -> System.out.println(target + ": " + line));
        List<Long> heap = HEAP.matcher(output)
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
        assertTrue(heap.size() >= 2, () -> "too few runs to tell of memory: " + output);
        long growth = heap.get(heap.size() - 1) - heap.get(0);
        System.out.println(target + ": heap " + heap + " kB");
        assertTrue(growth < MOST_GROWTH_KB, () -> "grew by " + growth + " kB: " + heap);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
