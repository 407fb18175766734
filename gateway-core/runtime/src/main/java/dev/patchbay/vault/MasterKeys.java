package dev.patchbay.vault;

import dev.patchbay.store.DataFolder;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the file {@code master.key}: one a line, 32 bytes in Base64. The first one seals; the others still open
 * what they sealed, so that a new key can be put in front of an old one.
 */
final class MasterKeys {
    static final String FILE = "master.key";

    private static final int KEY_BYTES = 32;

    private final Map<Integer, Key> byId = new LinkedHashMap<>();
    private final Key first;

    /** A key of the file. The id tells keys apart and gives nothing away about them. */
    record Key(int id, SecretKeySpec sealing, byte[] master) {
        @Override
        public String toString() {
            return "Key[" + Integer.toHexString(id) + "]";
        }
    }

    private MasterKeys(List<byte[]> keys) {
        for (byte[] master : keys) {
            int id =
                    ByteBuffer.wrap(new KeyedHash(master).of("patchbay key id")).getInt();
            byId.put(id, new Key(id, new SecretKeySpec(new KeyedHash(master).of("patchbay sealing"), "AES"), master));
        }
        first = byId.values().iterator().next();
    }

    /** The keys of the file, if it is there. */
    static Optional<MasterKeys> read(DataFolder data) {
        return data.read(FILE).map(text -> {
            List<byte[]> keys = new ArrayList<>();
            for (String line : text.split("\\R")) {
                if (!line.isBlank()) {
                    keys.add(decoded(line.strip(), data));
                }
            }
            if (keys.isEmpty()) {
                throw new VaultException(data.path(FILE) + " holds no key; put the right one back");
            }
            return new MasterKeys(keys);
        });
    }

    /** Makes the first key and writes the file. */
    static MasterKeys create(DataFolder data) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        data.write(FILE, Base64.getEncoder().encodeToString(key) + "\n");
        return new MasterKeys(List.of(key));
    }

    Key first() {
        return first;
    }

    @Nullable
    Key find(int id) {
        return byId.get(id);
    }

    private static byte[] decoded(String line, DataFolder data) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message may quote a character of the key.
            throw new VaultException(data.path(FILE) + " is damaged: a line is not Base64");
        }
        if (key.length != KEY_BYTES) {
            throw new VaultException(data.path(FILE) + " is damaged: a key is not " + KEY_BYTES + " bytes long");
        }
        return key;
    }
}
