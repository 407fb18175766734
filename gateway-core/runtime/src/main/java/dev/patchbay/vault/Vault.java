package dev.patchbay.vault;

import dev.patchbay.store.DataFolder;
import dev.patchbay.store.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals secrets at rest with AES-256-GCM. A sealed value names the key that opens it, so that keys can be rotated, and
 * is bound to its purpose and its row: moved to another row it does not open.
 *
 * <p>The gateway does not start with a key that is not the store's own: a value that only the right key opens is kept
 * for that.
 */
@Component(service = Vault.class)
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + NONCE_BYTES;
    private static final String CANARY = "canary";
    private static final String CANARY_TEXT = "patchbay";

    private final SecureRandom random = new SecureRandom();
    private final MasterKeys keys;

    /** @throws VaultException if the master key is missing although something is sealed, or is not the right one */
    @Activate
    public Vault(@Reference Database database, @Reference DataFolder data) {
        try {
            keys = MasterKeys.read(data).orElseGet(() -> {
                if (holdsSealed(database)) {
                    throw new VaultException(
                            "the store holds sealed credentials, and the key that opens them is missing: "
                                    + data.path(MasterKeys.FILE)
                                    + ". Put the file back, from a backup or from another node of this store."
                                    + " Nothing was started and nothing was changed.");
                }
                return MasterKeys.create(data);
            });
            checkCanary(database, data);
        } catch (VaultException e) {
            LOG.error("the gateway cannot start: {}", e.getMessage());
            throw e;
        }
        if (data.isReadableByOthers(MasterKeys.FILE)) {
            LOG.warn("{} can be read by others than its owner: chmod 600", data.path(MasterKeys.FILE));
        }
    }

    /**
     * Seals a secret for one purpose and one row.
     *
     * @return format, key id, nonce, cipher text and tag
     */
    public byte[] seal(String purpose, String recordId, byte[] plain) {
        MasterKeys.Key key = keys.first();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose, recordId);
            byte[] secret = cipher.doFinal(plain);
            return ByteBuffer.allocate(HEADER_BYTES + secret.length)
                    .put(FORMAT)
                    .putInt(key.id())
                    .put(nonce)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new VaultException("a value for " + purpose + " could not be sealed", e);
        }
    }

    /**
     * Opens what was sealed for the same purpose and row.
     *
     * @throws VaultException if it was changed, sealed for something else, or sealed with a key that is not here
     */
    public byte[] open(String purpose, String recordId, byte[] sealed) {
        if (sealed.length < HEADER_BYTES || sealed[0] != FORMAT) {
            throw new VaultException("a sealed value for " + purpose + " is damaged");
        }
        ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        MasterKeys.Key key = keys.find(buffer.getInt());
        if (key == null) {
            throw new VaultException("a value for " + purpose + " was sealed with a master key that is not here");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, purpose, recordId)
                    .doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
        } catch (AEADBadTagException e) {
            throw new VaultException("a sealed value for " + purpose + " was changed, or belongs to another row");
        } catch (GeneralSecurityException e) {
            throw new VaultException("a value for " + purpose + " could not be opened", e);
        }
    }

    /** Whether a sealed value was sealed with the first key of the file, and not with an older one. */
    public boolean isCurrent(byte[] sealed) {
        return sealed.length >= HEADER_BYTES
                && ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt()
                        == keys.first().id();
    }

    /** A key of 32 bytes for a purpose of its own, the same on every node and after every restart. */
    public byte[] derive(String purpose) {
        return new KeyedHash(keys.first().master()).of("patchbay derived " + purpose);
    }

    private static boolean holdsSealed(Database database) {
        return database.read(
                "look for sealed values",
                session -> session.any("select 1 from vault_canary fetch first 1 rows only")
                        || session.any("select 1 from credentials fetch first 1 rows only"));
    }

    private void checkCanary(Database database, DataFolder data) {
        byte[] sealed = database.transaction("keep the canary of the vault", session -> {
            byte[] kept =
                    session.first("select sealed from vault_canary where id = ?", row -> row.bytes("sealed"), CANARY);
            if (kept != null && isCurrent(kept)) {
                return kept;
            }
            if (kept != null) {
                opened(kept, data);
                session.run("delete from vault_canary where id = ?", CANARY);
            }
            byte[] fresh = seal(CANARY, CANARY, CANARY_TEXT.getBytes(StandardCharsets.UTF_8));
            session.run("insert into vault_canary (id, sealed) values (?, ?)", CANARY, fresh);
            return fresh;
        });
        opened(sealed, data);
    }

    private void opened(byte[] canary, DataFolder data) {
        try {
            open(CANARY, CANARY, canary);
        } catch (VaultException e) {
            throw new VaultException(
                    "the key in " + data.path(MasterKeys.FILE)
                            + " is not the one that sealed this store's credentials. Put the right one back, or add it"
                            + " as a further line if the first is a new key.",
                    e);
        }
    }

    private static Cipher cipher(int mode, MasterKeys.Key key, byte[] nonce, String purpose, String recordId)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.sealing(), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] purposeBytes = purpose.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(1 + Integer.BYTES + Integer.BYTES)
                .put(FORMAT)
                .putInt(key.id())
                .putInt(purposeBytes.length)
                .array());
        cipher.updateAAD(purposeBytes);
        cipher.updateAAD(recordId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
