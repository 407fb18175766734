package dev.patchbay.api.admin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What one API token may do. A session holds no secret and lasts as long as its token: each request looks whether the
 * token is still good and what its role allows.
 */
@ProviderType
public interface AdminSession {
    /** The id of the API token, as the audit trail names it. */
    String tokenId();

    /** What the API token is called. */
    String tokenName();

    /** {@code admin}, {@code operator} or {@code caller}. */
    String role();

    /**
     * Does one request. Refusals are answers, too: a status from 400 on, with a problem (RFC 9457) as body; 401 once the
     * token is expired or revoked.
     */
    AdminAnswer ask(AdminRequest request);
}
