package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.testkit.Answer;
import dev.patchbay.testkit.StandInScheme;
import dev.patchbay.testkit.VendorSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Where a vendor may be, and what is said if nobody is there. */
class VendorNetworkTest extends WithLine {
    @Test
    void connectsToNobodyInItsOwnNetworkUnlessAllowed() {
        try (Line other = Line.to(vendor.url().replace("http://127.0.0.1", "https://127.0.0.1"))) {
            GatewayException refused = other.refused(POST);
            assertEquals(Kind.MISCONFIGURED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("allowed_private_hosts"), refused.getMessage());
        }
        assertEquals(0, vendor.received().size());
    }

    @Test
    void takesOtherSettingsWhileItRuns() {
        try (Line other = Line.to(vendor.url())) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
            other.proxy.modified(VendorSettings.allowing(vendor.host()));
            assertEquals(200, other.send(GET).status());
        }
    }

    @Test
    void asksPlainHttpOnlyOfAllowedHosts() {
        try (Line other = Line.to("http://acme.example")) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
        }
    }

    @Test
    void connectsToTheVeryAddressThatItChecked() throws Exception {
        // A name that is public when it is asked first and private the next time would slip through two look-ups.
        InetAddress[] answers = {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("8.8.8.8")};
        int[] asked = {0};
        EgressGuard.Lookup rebinding = host -> {
            if (!host.equals("vendor.example")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {answers[Math.min(asked[0]++, 1)]};
        };
        String url =
                "http://vendor.example" + vendor.url().substring(vendor.url().lastIndexOf(':'));
        try (Line other =
                new Line(url, VendorSettings.allowing("vendor.example"), rebinding, new StandInScheme("key"))) {
            other.send(GET);
            assertEquals(1, asked[0], "resolved once, for the connection itself");
            assertEquals(
                    "vendor.example" + url.substring(url.lastIndexOf(':')),
                    vendor.last().header("Host"));
        }
    }

    @Test
    void refusesANameOfWhichOneAddressIsPrivate() throws Exception {
        InetAddress[] mixed = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.5")};
        try (Line other = new Line(
                "https://vendor.example", VendorSettings.allowing(), host -> mixed, new StandInScheme("key"))) {
            assertEquals(Kind.MISCONFIGURED, other.refused(GET).kind());
        }
    }

    @Test
    void saysThatNothingWasSentIfNobodyListens() {
        String url = vendor.url();
        String host = vendor.host();
        vendor.close();
        try (Line other = Line.to(url, host)) {
            GatewayException refused = other.refused(POST);
            assertEquals(Kind.VENDOR_UNREACHABLE, refused.kind());
            assertEquals(
                    "acme cannot be reached for POST /things: it accepts no connection. Nothing was sent.",
                    refused.getMessage());
            assertEquals(1, other.told.size());
        }
        try (Line other = new Line(
                "https://no.example",
                VendorSettings.allowing(),
                name -> {
                    throw new UnknownHostException(name);
                },
                new StandInScheme("key"))) {
            assertEquals(
                    "acme cannot be reached for POST /things: its host name has no address. Nothing was sent.",
                    other.refused(POST).getMessage());
        }
    }

    @Test
    void saysNothingOfAnUnknownOutcomeWhereNothingIsChanged() {
        vendor.answers(Answer.empty(500));
        assertTrue(String.valueOf(line.refused(POST).getMessage()).contains("It is unknown whether acme carried"));
        vendor.answers(Answer.empty(500));
        assertEquals("acme answered 500 to GET /things/1.", line.refused(GET).getMessage());
        line.effect = Effect.READS;
        vendor.answers(Answer.empty(500));
        assertEquals("acme answered 500 to POST /things.", line.refused(POST).getMessage());
    }
}
