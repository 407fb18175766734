package dev.patchbay.vendor;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps requests out of the network that the gateway itself stands in. A host is judged by the addresses that it
 * resolves to, all of them, at the moment of connecting, and the connection goes to what was judged.
 */
final class EgressGuard {
    private final Set<String> allowedPrivate = new HashSet<>();

    /** @param allowedPrivate {@code host} or {@code host:port} of vendors that may be at a private address */
    EgressGuard(String[] allowedPrivate) {
        for (String each : allowedPrivate) {
            for (String host : each.split(",")) {
                if (!host.isBlank()) {
                    this.allowedPrivate.add(host.trim().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    /** @throws GatewayException of kind {@code MISCONFIGURED} if a vendor is asked without encryption */
    void check(Target target) {
        if (target.scheme().equals("http") && !allows(target.host(), target.port())) {
            throw new GatewayException(
                    Kind.MISCONFIGURED,
                    "the vendor's base URL must be https; plain http is for hosts in allowed_private_hosts");
        }
    }

    /** @throws GatewayException of kind {@code MISCONFIGURED} if the host's address is not one of the public internet */
    void check(String host, int port, InetAddress address) {
        if (!allows(host, port) && isInside(address)) {
            throw new GatewayException(
                    Kind.MISCONFIGURED,
                    host + " is at a private or reserved address, where the gateway does not connect to; an operator "
                            + "can list it in allowed_private_hosts");
        }
    }

    private boolean allows(String host, int port) {
        if (allowedPrivate.isEmpty()) {
            return false;
        }
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return allowedPrivate.contains(host)
                || allowedPrivate.contains(bracketed)
                || allowedPrivate.contains(bracketed + ":" + port);
    }

    /** Whether an address is anything else than one of the public internet. */
    static boolean isInside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isInside6(bytes) : isInside4(bytes, 0);
    }

    private static boolean isInside4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        return a == 0 // this network
                || a == 10
                || a == 127
                || a == 100 && b >= 64 && b <= 127 // shared by carriers; metadata of one cloud is in it
                || a == 169 && b == 254 // link-local; metadata of the others
                || a == 172 && b >= 16 && b <= 31
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2) // protocol assignments, documentation
                || a == 192 && b == 88 && c == 99 // 6to4 relays
                || a == 198 && (b == 18 || b == 19) // benchmarks
                || a == 198 && b == 51 && c == 100 // documentation
                || a == 203 && b == 0 && c == 113 // documentation
                || a >= 224; // multicast, reserved, broadcast
    }

    private static boolean isInside6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if ((first & 0xfe00) == 0xfc00 || (first & 0xffc0) == 0xfe80 || (first & 0xffc0) == 0xfec0) {
            return true; // unique local, link-local, site-local
        }
        if (first == 0x2002) {
            return isInside4(bytes, 2); // 6to4 carries an IPv4 address
        }
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x2001 && (second == 0 || second == 0xdb8)) {
            return true; // Teredo hides an IPv4 address; documentation
        }
        if (first == 0x64 && second == 0xff9b) {
            return isInside4(bytes, 12); // NAT64
        }
        // Addresses that only wrap an IPv4 address, and everything else that begins with zeros.
        if (first == 0) {
            return !isMapped(bytes) || isInside4(bytes, 12);
        }
        return first == 0x100; // discard
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    /** How a host becomes addresses; the system's resolver, but in tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
