package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.api.GatewayException;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.Received;
import dev.patchbay.testkit.ToolBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A location of HighLevel, whose vendor is a fake one. */
final class Bench implements AutoCloseable {
    final FakeVendor vendor = FakeVendor.start();
    private final ToolBench tools;

    Bench() {
        try {
            tools = ToolBench.at(
                    vendor,
                    DescribedIntegration.read(Path.of("src/main/resources/OSGI-INF/integration"))
                            .accepted(Map.of(
                                    "resolve-contact", new ContactOfConversation(),
                                    "merge-invoice", new InvoiceMerge())),
                    Map.of("locationId", "loc1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object call(String tool, Map<String, Object> arguments) {
        return tools.data(tool, arguments).value();
    }

    GatewayException refused(String tool, Map<String, Object> arguments) {
        return assertThrows(GatewayException.class, () -> tools.call(tool, arguments));
    }

    /** Method and target of every request so far. */
    List<String> asked() {
        return vendor.received().stream()
                .map(each -> each.method() + " " + each.target())
                .toList();
    }

    /** The JSON object that the request at a position sent. */
    Map<?, ?> sent(int index) {
        return (Map<?, ?>) vendor.received().get(index).json();
    }

    List<String> versions() {
        return vendor.received().stream().map(Bench::version).toList();
    }

    private static String version(Received request) {
        return String.valueOf(request.header("Version"));
    }

    @Override
    public void close() {
        tools.close();
        vendor.close();
    }
}
