package dev.patchbay.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a line: SHA-256 over the hash before it, the node, the number within the node's chain, and every field with
 * its length, so that no two lines read alike. The form is part of the stored data: it never changes.
 */
final class ChainHash {
    /** What the first line of a chain follows. */
    static final byte[] START = new byte[32];

    private final MessageDigest digest;

    private ChainHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    static byte[] of(byte[] previous, String node, long number, AuditEntry entry) {
        ChainHash hash = new ChainHash();
        hash.digest.update(previous);
        hash.add(node);
        hash.add(number);
        hash.add(entry.at().toEpochMilli());
        hash.add(entry.requestId());
        hash.add(entry.serverId());
        hash.add(entry.apiTokenId());
        hash.add(entry.accountId());
        hash.add(entry.integration());
        hash.add(entry.remoteAddress());
        hash.add(entry.action());
        hash.add(entry.effect());
        hash.add(entry.outcome());
        hash.add(entry.vendorStatus() == null ? null : entry.vendorStatus().toString());
        hash.add(entry.durationMillis());
        hash.add(entry.requestBytes());
        hash.add(entry.responseBytes());
        hash.add(entry.argumentsDigest());
        hash.add(entry.detail());
        return hash.digest.digest();
    }

    private void add(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private void add(@Nullable String value) {
        if (value == null) {
            add(-1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }
}
