package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.testkit.TestCaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** Bundles of YAML come and go in a real framework; the extender itself lives in its system bundle. */
class DescriptionExtenderTest {
    private static final Path ACME = Path.of("src/test/resources/acme");
    private static final Account ACCOUNT = new Account("a", "acme", Map.of("subdomain", "north"));

    private Framework framework;
    private BundleContext context;
    private DescriptionExtender extender;
    private final Descriptions descriptions = new Descriptions();

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "osgi.extender;osgi.extender=\"dev.patchbay.integration\";version:Version=\"1.0.0\""));
        framework.start();
        context = framework.getBundleContext();
        extender = new DescriptionExtender(context, descriptions);
        extender.open();
    }

    @AfterEach
    void stop() throws Exception {
        extender.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void registersTheToolsOfABundleInTheBundlesOwnName() throws Exception {
        Bundle bundle = install("acme", acme());
        assertNull(provider());
        bundle.start();
        ServiceReference<ToolProvider> reference = reference();
        assertNotNull(reference);
        assertEquals(bundle, reference.getBundle());
        assertEquals("acme", provider().integration().id());
        assertEquals(
                List.of(
                        "list_all_acme_tickets",
                        "get_single_acme_ticket_by_id",
                        "acme_tickets_merge",
                        "acme_tickets_attach"),
                names(provider()));
        assertEquals(List.of(new DescriptionReport("acme", "1.2.3", "acme", 5, 1, List.of())), descriptions.list());
    }

    @Test
    void takesTheToolsAwayWithTheirBundle() throws Exception {
        Bundle bundle = install("acme", acme());
        bundle.start();
        bundle.stop();
        assertNull(provider());
        assertEquals(List.of(), descriptions.list());
        bundle.start();
        assertNotNull(provider());
        bundle.uninstall();
        assertNull(provider());
    }

    @Test
    void readsAnUpdatedBundleAnew() throws Exception {
        Bundle bundle = install("acme", acme());
        bundle.start();
        Map<String, String> other = Map.of(
                "acme.yaml",
                Files.readString(ACME.resolve("acme.yaml")),
                "acme/a.yaml",
                "resources: { a: { methods: { act: { request: GET /a, title: A, description: A. } } } }");
        bundle.update(jar("acme", other, true));
        assertEquals(List.of("acme_a_act"), names(provider()));
    }

    @Test
    void findsBundlesThatWereThereBeforeIt() throws Exception {
        extender.close();
        install("acme", acme()).start();
        assertNull(provider());
        extender = new DescriptionExtender(context, descriptions);
        extender.open();
        assertNotNull(provider());
        extender.close();
        assertNull(provider());
    }

    @Test
    void leavesBundlesAloneThatDoNotAskForIt() throws Exception {
        Bundle bundle = context.installBundle("plain", jar("plain", acme(), false));
        bundle.start();
        assertNull(provider());
        assertEquals(List.of(), descriptions.list());
    }

    @Test
    void keepsARefusedDescriptionInViewAndReadsTheOthersOfItsBundle() throws Exception {
        Map<String, String> files = Map.of(
                "acme.yaml", Files.readString(ACME.resolve("acme.yaml")),
                "acme/a.yaml", "resources: { a: { methods: { act: { request: GET /a, title: A, description: A. } } } }",
                "broken.yaml", "integration: broken\ncolour: red\n");
        install("both", files).start();
        assertEquals(List.of("acme_a_act"), names(provider()));
        DescriptionReport broken = descriptions.list().get(1);
        assertEquals("broken", broken.integration());
        assertEquals(0, broken.tools());
        assertTrue(broken.errors().contains("broken.yaml:2: unknown key \"colour\" in a vendor"), broken.toString());
    }

    @Test
    void publishesAMethodWhileItsHookIsThereAndSaysSoByTheRevision() throws Exception {
        install("acme", acme()).start();
        Object before = reference().getProperty(ToolProvider.REVISION);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(VendorHook.INTEGRATION, "acme");
        properties.put(VendorHook.NAME, "fewest-open");
        VendorHook hook = (call, planned, vendor) -> vendor.send(planned);
        ServiceRegistration<VendorHook> registration = context.registerService(VendorHook.class, hook, properties);
        extender.bindHook(registration.getReference(), hook);
        Object with = reference().getProperty(ToolProvider.REVISION);
        assertNotEquals(before, with);
        assertTrue(names(provider()).contains("acme_tickets_assign"));

        extender.unbindHook(registration.getReference());
        assertNotEquals(with, reference().getProperty(ToolProvider.REVISION));
        assertTrue(!names(provider()).contains("acme_tickets_assign"));
    }

    @Test
    void prefersTheHookOfTheHigherRanking() throws Exception {
        Hashtable<String, Object> low = new Hashtable<>(
                Map.of(VendorHook.INTEGRATION, "acme", VendorHook.NAME, "fewest-open", Constants.SERVICE_RANKING, 1));
        Hashtable<String, Object> high = new Hashtable<>(
                Map.of(VendorHook.INTEGRATION, "acme", VendorHook.NAME, "fewest-open", Constants.SERVICE_RANKING, 5));
        ServiceReference<VendorHook> first = hook(high, "high");
        hook(low, "low");
        install("acme", acme()).start();
        assertEquals("high", assign());
        extender.unbindHook(first);
        assertEquals("low", assign());
    }

    private ServiceReference<VendorHook> hook(Hashtable<String, Object> properties, String answer) {
        VendorHook hook = (call, planned, vendor) -> new VendorResponse(200, Map.of(), answer, null);
        ServiceReference<VendorHook> reference =
                context.registerService(VendorHook.class, hook, properties).getReference();
        extender.bindHook(reference, hook);
        return reference;
    }

    private Object assign() {
        Tool tool = provider().tools(ACCOUNT).stream()
                .filter(each -> each.method().equals("assign"))
                .findFirst()
                .orElseThrow();
        ToolCall call = new ToolCall(
                tool, Map.of("ticketId", "t1"), ACCOUNT, Instant.now().plusSeconds(30), new TestCaller());
        return ((ToolResult.Data) provider().call(call, request -> {
                    throw new IllegalStateException("not sent");
                }))
                .value();
    }

    private static Map<String, String> acme() throws IOException {
        return Map.of(
                "acme.yaml", Files.readString(ACME.resolve("acme.yaml")),
                "acme/tickets.yaml", Files.readString(ACME.resolve("acme/tickets.yaml")));
    }

    private Bundle install(String name, Map<String, String> files) throws Exception {
        return context.installBundle(name, jar(name, files, true));
    }

    private static InputStream jar(String name, Map<String, String> files, boolean extended) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        main.putValue(Constants.BUNDLE_VERSION, "1.2.3");
        if (extended) {
            main.putValue(
                    Constants.REQUIRE_CAPABILITY,
                    "osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.integration)(version>=1.0)(!(version>=2.0)))\"");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry("OSGI-INF/integration/" + file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private ServiceReference<ToolProvider> reference() {
        return context.getServiceReference(ToolProvider.class);
    }

    private ToolProvider provider() {
        ServiceReference<ToolProvider> reference = reference();
        return reference == null ? null : context.getService(reference);
    }

    private static List<String> names(ToolProvider provider) {
        return provider.tools(ACCOUNT).stream().map(Tool::name).toList();
    }
}
