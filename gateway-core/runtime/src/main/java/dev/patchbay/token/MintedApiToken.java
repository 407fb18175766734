package dev.patchbay.token;

/**
 * An API token that was just made, with its secret for this one time.
 *
 * @param secret what a client sends as a bearer
 */
public record MintedApiToken(ApiToken token, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "MintedApiToken[" + token.id() + "]";
    }
}
