package dev.patchbay.token;

import dev.patchbay.account.IntegratedAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the gate says to a token. Outside, all refusals but the second factor's look alike. */
public sealed interface Admission {
    /**
     * The caller may use the server. The account is as it was when this was said.
     *
     * @param urlNumber by which of its {@linkplain McpServer#urlNumber URLs} the caller came
     * @param apiTokenId the API token that was presented beside the server's own, or {@code null} if none was, or none
     *     that is valid
     */
    record Granted(
            McpServer server,
            IntegratedAccount account,
            int urlNumber,
            @Nullable String apiTokenId) implements Admission {}

    /** No server has this token, and none had it that is remembered. */
    record Unknown() implements Admission {}

    /** The server, or the URL that was rotated, is past its time. */
    record Expired(String serverId, Instant at) implements Admission {}

    /** The server was revoked, or its account is gone. */
    record Revoked(String serverId) implements Admission {}

    /** The token is good; the API token that the server demands beside it is missing or wrong. */
    record SecondFactorMissing(String serverId) implements Admission {}
}
