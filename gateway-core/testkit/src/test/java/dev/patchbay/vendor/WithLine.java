package dev.patchbay.vendor;

import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.testkit.FakeVendor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fake vendor, and the way to it, for each test. */
abstract class WithLine {
    static final VendorRequest GET = VendorRequest.get("/things/1");
    static final VendorRequest POST =
            new VendorRequest("POST", "/things", List.of(), Map.of(), new VendorBody.Json(Map.of("a", 1)));

    FakeVendor vendor;
    Line line;

    @BeforeEach
    void start() {
        vendor = FakeVendor.start();
        line = Line.to(vendor);
    }

    @AfterEach
    void stop() {
        line.close();
        vendor.close();
    }
}
