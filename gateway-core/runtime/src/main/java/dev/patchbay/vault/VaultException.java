package dev.patchbay.vault;

/** A sealed value cannot be opened, or the master key cannot be used. The message holds neither. */
public final class VaultException extends RuntimeException {
    VaultException(String message) {
        super(message);
    }

    VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
