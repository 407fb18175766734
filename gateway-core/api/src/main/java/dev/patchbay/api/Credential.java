package dev.patchbay.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The secrets of an account, by the names of their {@linkplain AuthScheme#fields fields}. Never prints itself. */
public final class Credential {
    private final Map<String, String> secrets;

    public Credential(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** The secret of a name, or {@code null} if there is none. */
    public @Nullable String get(String name) {
        return secrets.get(name);
    }

    /** All secrets. Whoever asks takes care of where they go. */
    public Map<String, String> reveal() {
        return secrets;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credential that && secrets.equals(that.secrets);
    }

    @Override
    public int hashCode() {
        return secrets.hashCode();
    }

    /** The names of the secrets, and none of their values. */
    @Override
    public String toString() {
        return "Credential" + new TreeMap<>(secrets).keySet();
    }
}
