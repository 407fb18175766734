package dev.patchbay.account;

/** Hears how accounts fare, as the answers of their vendors show. Told when it changes, not with every call. */
public interface AccountHealth {
    /** The vendor answers, and takes the credential. */
    void healthy(String accountId);

    /**
     * The vendor refuses the credential.
     *
     * @param reason words for an operator
     */
    void needsReauth(String accountId, String reason);

    /**
     * The vendor does not answer, or its front door says that nobody is behind it.
     *
     * @param reason words for an operator
     */
    void unreachable(String accountId, String reason);
}
