package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Recall;
import dev.patchbay.store.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The credentials of accounts, sealed in the store, opened in memory while they are in use. At the start, what an older
 * master key sealed is sealed anew.
 */
@Component(service = Credentials.class)
public final class Credentials implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private static final String PURPOSE = "credential";
    private static final int REMEMBERED = 10_000;
    private static final long LIFETIME_SECONDS = 60;
    private static final TypeReference<Map<String, String>> SECRETS = new TypeReference<>() {};

    private final Database database;
    private final Vault vault;
    private final Changes changes;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private final Recall<String, Credential> recall;
    private final Changes.Subscription subscription;

    @Activate
    public Credentials(@Reference Database database, @Reference Vault vault, @Reference Changes changes) {
        this(database, vault, changes, Clock.systemUTC());
    }

    public Credentials(Database database, Vault vault, Changes changes, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.changes = changes;
        this.clock = clock;
        recall = new Recall<>(REMEMBERED, LIFETIME_SECONDS, changes::hears);
        subscription = changes.subscribe(this::forget);
        sealAnew();
    }

    /**
     * The secrets of an account.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} if there are none
     */
    public Credential credential(String accountId) {
        Credential found = recall.get(accountId, this::read);
        if (found == null) {
            throw none(accountId);
        }
        return found;
    }

    static GatewayException none(String accountId) {
        return new GatewayException(
                GatewayException.Kind.NOT_CONNECTED,
                "account " + accountId + " has no credential: an operator has to connect it again");
    }

    /** Keeps a credential in place of the account's former one. */
    public void put(String accountId, Credential credential) {
        database.change("keep a credential", session -> put(session, accountId, credential));
    }

    /** Keeps a credential within a transaction that also does something else. */
    public void put(Session session, String accountId, Credential credential) throws SQLException {
        byte[] sealed = vault.seal(PURPOSE, accountId, json.writeValueAsBytes(credential.reveal()));
        int changed = session.run(
                "update credentials set sealed = ?, updated_at = ?, renewal = null, renewal_until = null,"
                        + " refusal = null where account_id = ?",
                sealed,
                clock.instant(),
                accountId);
        if (changed == 0) {
            session.run(
                    "insert into credentials (account_id, sealed, updated_at) values (?, ?, ?)",
                    accountId,
                    sealed,
                    clock.instant());
        }
        changes.publish(session, new Change(Change.Kind.ACCOUNT, accountId));
    }

    @Deactivate
    @Override
    public void close() {
        subscription.close();
        recall.forgetAll();
    }

    private @Nullable Credential read(String accountId) {
        byte[] sealed = database.read(
                "read a credential",
                session -> session.first(
                        "select sealed from credentials where account_id = ?", row -> row.bytes("sealed"), accountId));
        return sealed == null ? null : open(accountId, sealed);
    }

    /** Opens what {@link #put} has sealed. */
    Credential open(String accountId, byte[] sealed) {
        try {
            return new Credential(json.readValue(vault.open(PURPOSE, accountId, sealed), SECRETS));
        } catch (JacksonException e) {
            // Without the cause: a parser's message quotes what it reads.
            throw new VaultException("the credential of " + accountId + " is no JSON object of texts");
        }
    }

    private void forget(Change change) {
        if (change.kind() == Change.Kind.ALL) {
            recall.forgetAll();
        } else if (change.kind() == Change.Kind.ACCOUNT) {
            recall.forget(change.id());
        }
    }

    private record Sealed(String accountId, byte[] sealed) {}

    private void sealAnew() {
        List<Sealed> old = database.read(
                "read the sealed credentials",
                session -> session
                        .all(
                                "select account_id, sealed from credentials",
                                row -> new Sealed(row.text("account_id"), row.bytes("sealed")))
                        .stream()
                        .filter(each -> !vault.isCurrent(each.sealed))
                        .toList());
        for (Sealed each : old) {
            byte[] fresh = vault.seal(PURPOSE, each.accountId, vault.open(PURPOSE, each.accountId, each.sealed));
            database.change(
                    "seal a credential anew",
                    session -> session.run(
                            "update credentials set sealed = ? where account_id = ? and sealed = ?",
                            fresh,
                            each.accountId,
                            each.sealed));
        }
        if (!old.isEmpty()) {
            LOG.info("{} credentials are now sealed with the new master key", old.size());
        }
    }
}
