package dev.patchbay.account;

/** Hears how the vendors of accounts answer. */
public interface AccountHealth {
    /** The vendor answered, and accepted the credential. */
    void healthy(String accountId);

    /**
     * The vendor refused the credential.
     *
     * @param reason why, in words for an operator
     */
    void needsReauth(String accountId, String reason);

    /**
     * The vendor did not answer, or failed.
     *
     * @param reason how, in words for an operator
     */
    void unreachable(String accountId, String reason);
}
