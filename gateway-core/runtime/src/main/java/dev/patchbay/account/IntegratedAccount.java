package dev.patchbay.account;

import dev.patchbay.api.Account;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connected vendor account as it is stored, without its credential.
 *
 * @param authMethod the id of the integration's authentication method by which it logs in
 * @param baseUrl where its vendor is, instead of where the integration says; {@code null} for the integration's
 * @param statusReason why the status is what it is, in words for an operator; {@code null} while active
 * @param parent the account by which it logs in, or {@code null} if it has a login of its own
 */
public record IntegratedAccount(
        String id,
        String integration,
        String name,
        Map<String, String> context,
        String authMethod,
        @Nullable String baseUrl,
        AccountStatus status,
        @Nullable String statusReason,
        Instant statusSince,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Parent parent) {
    /**
     * Where an account comes from that is a location of another one.
     *
     * @param accountId the other account, whose login opens this one
     * @param locationId the vendor's id of the location
     */
    public record Parent(String accountId, String locationId) {}

    /** An account with a login of its own. */
    public IntegratedAccount(
            String id,
            String integration,
            String name,
            Map<String, String> context,
            String authMethod,
            @Nullable String baseUrl,
            AccountStatus status,
            @Nullable String statusReason,
            Instant statusSince,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                integration,
                name,
                context,
                authMethod,
                baseUrl,
                status,
                statusReason,
                statusSince,
                createdAt,
                updatedAt,
                null);
    }

    public IntegratedAccount {
        context = Map.copyOf(context);
    }

    /** The same account as a location of another one. */
    IntegratedAccount of(Parent other) {
        return new IntegratedAccount(
                id,
                integration,
                name,
                context,
                authMethod,
                baseUrl,
                status,
                statusReason,
                statusSince,
                createdAt,
                updatedAt,
                other);
    }

    /** The account as plugins see it. */
    public Account toAccount() {
        return new Account(id, integration, context);
    }
}
