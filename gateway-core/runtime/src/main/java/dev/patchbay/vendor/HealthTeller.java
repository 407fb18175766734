package dev.patchbay.vendor;

import dev.patchbay.account.AccountHealth;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.IntegratedAccount;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells how accounts fare, once for each change. The hearer comes and goes: whoever keeps accounts may itself need the
 * way to the vendors.
 */
@Component(service = HealthTeller.class)
public final class HealthTeller {
    /** What was told last, and of which state of the account. */
    private record Told(AccountStatus status, Instant since) {}

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private volatile @Nullable AccountHealth health;

    @Activate
    public HealthTeller() {}

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "unbind")
    public void bind(AccountHealth hearer) {
        health = hearer;
    }

    public void unbind(AccountHealth hearer) {
        if (health == hearer) {
            health = null;
        }
    }

    void healthy(IntegratedAccount account) {
        AccountHealth hearer = change(account, AccountStatus.ACTIVE);
        if (hearer != null) {
            hearer.healthy(account.id());
        }
    }

    void needsReauth(IntegratedAccount account, String reason) {
        AccountHealth hearer = change(account, AccountStatus.NEEDS_REAUTH);
        if (hearer != null) {
            hearer.needsReauth(account.id(), reason);
        }
    }

    /** The same of an account that nobody has at hand. */
    void needsReauth(String accountId, String reason) {
        AccountHealth hearer = health;
        if (hearer != null) {
            hearer.needsReauth(accountId, reason);
        }
    }

    void unreachable(IntegratedAccount account, String reason) {
        AccountHealth hearer = change(account, AccountStatus.UNREACHABLE);
        if (hearer != null) {
            hearer.unreachable(account.id(), reason);
        }
    }

    /** Who is to hear it, or {@code null} if it is no news. */
    private @Nullable AccountHealth change(IntegratedAccount account, AccountStatus status) {
        AccountHealth hearer = health;
        if (hearer == null) {
            return null;
        }
        Told now = new Told(status, account.statusSince());
        if (account.status() == status) {
            // As it is stored. What was told of an older state is forgotten, so that it would be news again.
            told.computeIfPresent(account.id(), (id, before) -> before.since().equals(now.since()) ? before : null);
            Told before = told.get(account.id());
            return before == null || before.status() == status ? null : replace(account.id(), now, hearer);
        }
        return replace(account.id(), now, hearer);
    }

    private @Nullable AccountHealth replace(String accountId, Told now, AccountHealth hearer) {
        return now.equals(told.put(accountId, now)) ? null : hearer;
    }
}
