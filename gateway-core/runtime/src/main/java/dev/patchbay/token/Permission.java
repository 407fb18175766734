package dev.patchbay.token;

import java.util.Locale;

/** What an API token can be allowed. */
public enum Permission {
    /** Call tools, as the second factor of a server. */
    USE,
    /** Connect accounts, mint and revoke servers. */
    OPERATE,
    /** Read the audit trail. */
    READ_AUDIT,
    /** Make and revoke API tokens. */
    ADMINISTER;

    /** The word in the admin API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
