package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.Outcome;
import dev.patchbay.harness.RunningGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentsIT {
    private static RunningGateway gateway;

    @TempDir
    Path work;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start();
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @AfterEach
    void undeploy() throws Exception {
        try (var files = Files.list(gateway.deploy())) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("acme"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Await.until(
                "all test bundles gone", () -> !gateway.shell("lb -s").output().contains("acme"));
    }

    @Test
    void followsAPluginThroughItsLife() throws Exception {
        gateway.deploy(PluginJar.bundle(work.resolve("v1"), "acme", "1.0.0"), "acme.jar");
        untilLine("acme.jar +acme +1.0.0 +active +-");
        gateway.deploy(PluginJar.bundle(work.resolve("v2"), "acme", "2.0.0"), "acme.jar");
        untilLine("acme.jar +acme +2.0.0 +active +-");
        Files.delete(gateway.deploy().resolve("acme.jar"));
        Await.until("no line", () -> !deployments().contains("acme"));
    }

    @Test
    void answersJson() throws Exception {
        gateway.deploy(PluginJar.bundle(work.resolve("v1"), "acme", "1.0.0"), "acme.jar");
        untilLine("acme.jar +acme +1.0.0 +active +-");
        Outcome json = gateway.shell("deployments", "--json");
        assertEquals(0, json.status());
        assertTrue(
                json.output()
                        .replaceAll("\\s+", "")
                        .contains(
                                "{\"file\":\"acme.jar\",\"bundle\":\"acme\",\"version\":\"1.0.0\",\"state\":\"active\","),
                json.output());
    }

    @Test
    void tellsOfATruncatedJarAndOfItsMending() throws Exception {
        Path whole = PluginJar.bundle(work.resolve("whole"), "acme", "1.0.0");
        byte[] bytes = Files.readAllBytes(whole);
        gateway.deploy(Files.write(work.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2)), "acme-half.jar");
        untilLine("acme-half.jar +- +- +broken +not a whole jar.*Copy it again");
        Await.until("a line in the log", () -> gateway.log().contains("deploy/acme-half.jar is broken: "));
        Await.until("a warning in the health report", () -> {
            String health = gateway.get("/health").body();
            return health.startsWith("{\"status\":\"warn\"") && health.contains("acme-half.jar: not a whole jar");
        });
        gateway.deploy(whole, "acme-half.jar");
        untilLine("acme-half.jar +acme +1.0.0 +active +-");
        Await.until("a line in the log", () -> gateway.log().contains("deploy/acme-half.jar is mended"));
        assertEquals(
                1,
                gateway.log()
                        .lines()
                        .filter(line -> line.contains("acme-half.jar is broken"))
                        .count());
    }

    @Test
    void tellsThatABrokenJarUndeploysTheVersionBefore() throws Exception {
        Path whole = PluginJar.bundle(work.resolve("whole"), "acme", "1.0.0");
        gateway.deploy(whole, "acme.jar");
        untilLine("acme.jar +acme +1.0.0 +active +-");
        byte[] bytes = Files.readAllBytes(whole);
        gateway.deploy(Files.write(work.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2)), "acme.jar");
        untilLine("acme.jar +- +- +broken +not a whole jar.*");
    }

    @Test
    void tellsThatAJarIsNoBundle() throws Exception {
        gateway.deploy(PluginJar.write(work.resolve("jar"), Map.of("Created-By", "hand")), "acme-plain.jar");
        untilLine("acme-plain.jar +- +- +broken +a jar, but not an OSGi bundle.*");
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Map<String, String> headers = new HashMap<>(PluginJar.headers("acme", "1.0.0"));
        headers.put("Import-Package", "com.example.absent;version=\"[1.2,2)\"");
        gateway.deploy(PluginJar.write(work.resolve("jar"), headers), "acme.jar");
        untilLine(
                "acme.jar +acme +1.0.0 +unresolved +requires package com.example.absent, version from 1.2.0 and below 2.0.0.*");
    }

    @Test
    void namesTheJavaThatIsMissing() throws Exception {
        Map<String, String> headers = new HashMap<>(PluginJar.headers("acme", "1.0.0"));
        headers.put("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");
        gateway.deploy(PluginJar.write(work.resolve("jar"), headers), "acme.jar");
        untilLine("acme.jar +acme +1.0.0 +unresolved +requires Java 99 \\(this is Java "
                + Runtime.version().feature() + "\\).*");
    }

    @Test
    void tellsOfTwinsAndHowToPartThem() throws Exception {
        Path jar = PluginJar.bundle(work.resolve("jar"), "acme", "1.0.0");
        gateway.deploy(jar, "acme-a.jar");
        untilLine("acme-a.jar +acme +1.0.0 +active +-");
        gateway.deploy(jar, "acme-b.jar");
        untilLine("acme-a.jar .*is acme 1.0.0, and so is acme-b.jar.*");
        untilLine("acme-b.jar .*is acme 1.0.0, and so is acme-a.jar.*");
        Await.until("the overwriting", () -> gateway.log().contains("Updating this bundle instead"));
        Files.delete(gateway.deploy().resolve("acme-b.jar"));
        untilLine("acme-a.jar +acme +1.0.0 +not deployed +.*Move it out of deploy/.*");
        // the remedy that was told, does it help?
        Files.move(gateway.deploy().resolve("acme-a.jar"), work.resolve("aside"));
        Await.until("the parting", () -> gateway.log().contains("has already been uninstalled"));
        gateway.deploy(work.resolve("aside"), "acme-a.jar");
        untilLine("acme-a.jar +acme +1.0.0 +active +-");
    }

    @Test
    void tellsOfTwoVersionsAtOnce() throws Exception {
        gateway.deploy(PluginJar.bundle(work.resolve("v1"), "acme", "1.0.0"), "acme-1.jar");
        gateway.deploy(PluginJar.bundle(work.resolve("v2"), "acme", "2.0.0"), "acme-2.jar");
        untilLine("acme-1.jar +acme +1.0.0 +active +it is older than acme-2.jar .*Delete this one");
        untilLine("acme-2.jar +acme +2.0.0 +active +-");
    }

    private static void untilLine(String pattern) {
        Await.until(pattern, () -> deploymentsSoon(pattern));
    }

    private static boolean deploymentsSoon(String pattern) throws Exception {
        return deployments().lines().anyMatch(line -> line.matches(pattern));
    }

    private static String deployments() throws Exception {
        return gateway.shell("deployments", "--wide").output();
    }
}
