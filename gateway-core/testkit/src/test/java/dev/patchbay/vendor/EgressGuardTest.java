package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Integration;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.9.9",
                "192.168.0.1",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "2130706433"
            })
    void knowsAddressesThatAreNotOfThePublicInternet(String address) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertEquals(true, EgressGuard.isInside(parsed), parsed.toString());
        EgressGuard guard = new EgressGuard(new String[0]);
        GatewayException refused =
                assertThrows(GatewayException.class, () -> guard.check("vendor.example", 443, parsed));
        assertEquals(GatewayException.Kind.MISCONFIGURED, refused.kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "169.253.1.1",
                "192.167.1.1",
                "198.17.1.1",
                "198.20.0.1",
                "223.255.255.1",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void letsThePublicInternetThrough(String address) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertEquals(false, EgressGuard.isInside(parsed), parsed.toString());
    }

    @Test
    void allowsPrivateHostsByNameOrByNameAndPort() throws Exception {
        EgressGuard guard = new EgressGuard(new String[] {"desk.local", " 10.0.0.5:8443 , [fd00::1]:443"});
        InetAddress inside = InetAddress.getByName("10.0.0.5");
        assertDoesNotThrow(() -> guard.check("desk.local", 9999, inside));
        assertDoesNotThrow(() -> guard.check("10.0.0.5", 8443, inside));
        assertDoesNotThrow(() -> guard.check("fd00::1", 443, InetAddress.getByName("fd00::1")));
        assertThrows(GatewayException.class, () -> guard.check("10.0.0.5", 443, inside));
        assertThrows(GatewayException.class, () -> guard.check("evil.desk.local", 443, inside));
    }

    @ParameterizedTest
    @CsvSource({
        "https://{{context.sub}}.acme.example/v1, https north.acme.example 443 /v1",
        "https://acme.example:8443/{{context.team}}/, https acme.example 8443 /t%207",
        "HTTP://[::1]:80, http ::1 80 ''",
        "https://ACME.example, https acme.example 443 ''"
    })
    void resolvesBaseUrls(String baseUrl, String expected) {
        Target target = Target.of(account(baseUrl, "north", "t 7"), INTEGRATION);
        assertEquals(
                expected.replace("''", ""),
                target.scheme() + " " + target.host() + " " + target.port() + " " + target.basePath());
    }

    @Test
    void takesTheIntegrationsBaseUrlIfTheAccountHasNone() {
        assertEquals(
                "north.vendor.example",
                Target.of(account(null, "north", "t"), INTEGRATION).host());
        assertEquals(
                "north.vendor.example",
                Target.of(account(" ", "north", "t"), INTEGRATION).host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://acme.example",
                "acme.example",
                "https://user:pw@acme.example",
                "https://acme.example?x=1",
                "https://acme.example#x",
                "https://",
                "https://acme.example/../x",
                "https://acme.example/a b",
                "https://{{context.absent}}.example",
                "https://{{sub}}.example",
                "{{context.sub}}://x",
                "https://acme.example//x"
            })
    void refusesBaseUrlsThatAreNone(String baseUrl) {
        assertThrows(GatewayException.class, () -> Target.of(account(baseUrl, "north", "t"), INTEGRATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "evil.example/",
                "x@y",
                "a:1",
                "-a",
                "a-",
                "",
                "a b",
                "ä",
                "a#",
                "a?b",
                "a\\b",
                "127.0.0.1#",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void refusesContextThatIsNoHostLabel(String value) {
        assertThrows(
                GatewayException.class,
                () -> Target.of(account("https://{{context.sub}}.acme.example", value, "t"), INTEGRATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "", "a?b", "%2e%2e"})
    void refusesContextThatIsNoPathSegment(String value) {
        assertThrows(
                GatewayException.class,
                () -> Target.of(account("https://acme.example/{{context.team}}", "n", value), INTEGRATION));
    }

    private static final Integration INTEGRATION = new Integration(
            "acme",
            "Acme",
            "A.",
            "https://{{context.sub}}.vendor.example",
            List.of(),
            List.of(new AuthMethod("key", "key", "Key", Map.of())));

    private static IntegratedAccount account(String baseUrl, String sub, String team) {
        Instant then = Instant.EPOCH;
        return new IntegratedAccount(
                "a1",
                "acme",
                "A",
                Map.of("sub", sub, "team", team),
                "key",
                baseUrl,
                AccountStatus.ACTIVE,
                null,
                then,
                then,
                then);
    }
}
