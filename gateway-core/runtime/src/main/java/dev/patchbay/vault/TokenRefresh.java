package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.store.Database;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the credentials of accounts before they expire. What proves who is calling at the renewal may work only once,
 * so for each account there is one renewal at a time, on all nodes of a store together; a new credential is used only
 * when it is stored; and a renewal goes on when the call that began it ends.
 *
 * <p>If a node dies after the vendor has answered and before the answer is stored, the new credential is lost. After a
 * minute another node asks with the old one; a vendor that takes each only once refuses it, and a person has to connect
 * the account again.
 */
@Component(service = {TokenRefresh.class, CredentialSource.class})
public final class TokenRefresh implements CredentialSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);

    private static final Duration MARGIN = Duration.ofSeconds(60);
    /** For how long a failure is the answer to everybody who asks. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** For how long a credential that was new, and refused all the same, is not renewed for being refused. */
    private static final Duration USELESS = Duration.ofMinutes(5);

    private static final int THREADS = 32;
    private static final long IDLE_SECONDS = 30;
    private static final long POLL_MILLIS = 100;
    private static final long LONGEST_RETRY_MILLIS = 1_000;
    private static final long STOP_SECONDS = 20;

    private final Credentials credentials;
    private final RenewalTable table;
    private final Clock clock;
    private final Map<String, CompletableFuture<Credential>> underway = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Useless> useless = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor threads;

    private record Failure(Credential stale, GatewayException why, Instant until) {}

    private record Useless(Credential credential, Instant until) {}

    @Activate
    public TokenRefresh(@Reference Database database, @Reference Credentials credentials) {
        this(database, credentials, Clock.systemUTC());
    }

    public TokenRefresh(Database database, Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.table = new RenewalTable(database, credentials);
        this.clock = clock;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::new);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Credential credential(String accountId) {
        return credentials.credential(accountId);
    }

    @Override
    public Credential fresh(String accountId, Renewal renewal, Patience patience) {
        Credential known = credentials.credential(accountId);
        if (!isDue(known, renewal)) {
            return known;
        }
        try {
            return renewed(accountId, known, renewal, patience);
        } catch (GatewayException e) {
            if (e.kind() != Kind.CANCELLED && isGood(known, renewal)) {
                return known;
            }
            throw e;
        }
    }

    @Override
    public @Nullable Credential inPlaceOf(Credential refused, String accountId, Renewal renewal, Patience patience) {
        Useless known = useless.get(accountId);
        if (known != null && known.credential.equals(refused) && clock.instant().isBefore(known.until)) {
            return null;
        }
        Credential other = renewed(accountId, refused, renewal, patience);
        return other.equals(refused) ? null : other;
    }

    @Override
    public void refusedToo(Credential credential, String accountId) {
        Instant now = clock.instant();
        useless.values().removeIf(each -> !now.isBefore(each.until));
        useless.put(accountId, new Useless(credential, now.plus(USELESS)));
    }

    /** Lets what is under way come to its end: what a vendor has answered must be stored. */
    @Deactivate
    @Override
    public void close() {
        closing.countDown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the gateway stops while {} logins are being renewed", underway.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(Credential credential, Renewal renewal) {
        Instant end = renewal.expiresAt(credential);
        return end != null && !clock.instant().plus(MARGIN).isBefore(end);
    }

    private boolean isGood(Credential credential, Renewal renewal) {
        Instant end = renewal.expiresAt(credential);
        return end == null || clock.instant().isBefore(end);
    }

    private Credential renewed(String accountId, Credential stale, Renewal renewal, Patience patience) {
        Failure last = failures.get(accountId);
        if (last != null && last.stale.equals(stale) && clock.instant().isBefore(last.until)) {
            throw again(last.why);
        }
        CompletableFuture<Credential> mine = new CompletableFuture<>();
        CompletableFuture<Credential> other = underway.putIfAbsent(accountId, mine);
        if (other == null) {
            begin(accountId, stale, renewal, mine);
        }
        return await(other == null ? mine : other, patience);
    }

    private void begin(String accountId, Credential stale, Renewal renewal, CompletableFuture<Credential> renewed) {
        Runnable work = () -> {
            try {
                Credential fresh = renew(accountId, stale, renewal);
                underway.remove(accountId, renewed);
                renewed.complete(fresh);
            } catch (RuntimeException | Error e) {
                GatewayException why = failure(accountId, e);
                Instant now = clock.instant();
                failures.values().removeIf(each -> !now.isBefore(each.until));
                failures.put(accountId, new Failure(stale, why, now.plus(PAUSE)));
                underway.remove(accountId, renewed);
                renewed.completeExceptionally(why);
            }
        };
        if (Thread.currentThread() instanceof Worker) {
            // A renewal that needs another one first: were that to wait for a thread, all could wait for each other.
            work.run();
            return;
        }
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            GatewayException stopping =
                    new GatewayException(Kind.CANCELLED, "the gateway is stopping; nothing was done");
            underway.remove(accountId, renewed);
            renewed.completeExceptionally(stopping);
        }
    }

    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work, "token-refresh");
            setDaemon(true);
        }
    }

    private Credential await(CompletableFuture<Credential> renewed, Patience patience) {
        while (true) {
            try {
                return renewed.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (patience.gone().getAsBoolean()) {
                    throw new GatewayException(
                            Kind.CANCELLED, "the call was cancelled while the account's login was being renewed");
                }
                if (!Instant.now().isBefore(patience.until())) {
                    throw new GatewayException(
                            Kind.VENDOR_UNREACHABLE,
                            "the account's login is being renewed, and that was not done in time. Nothing was done; "
                                    + "call again in a minute.");
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof GatewayException why
                        ? again(why)
                        : new GatewayException(Kind.INTERNAL, "the account's login could not be renewed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayException(Kind.CANCELLED, "the call was interrupted");
            }
        }
    }

    /** One renewal, on a thread of its own: nobody who gives up waiting can break it off. */
    private Credential renew(String accountId, Credential stale, Renewal renewal) {
        String ticket = RandomId.of("ren_");
        while (true) {
            RenewalTable.Turn turn = table.take(accountId, stale, ticket, other -> isGood(other, renewal));
            if (turn instanceof RenewalTable.Turn.Renewed renewed) {
                return renewed.current();
            }
            if (turn instanceof RenewalTable.Turn.Mine mine) {
                return renew(accountId, mine.current(), renewal, ticket);
            }
            if (turn instanceof RenewalTable.Turn.Refused refused) {
                throw new GatewayException(Kind.NOT_CONNECTED, refused.reason());
            }
            if (turn instanceof RenewalTable.Turn.Gone) {
                throw Credentials.none(accountId);
            }
            if (stops(POLL_MILLIS)) {
                throw new GatewayException(Kind.CANCELLED, "the gateway is stopping; nothing was done");
            }
        }
    }

    private Credential renew(String accountId, Credential old, Renewal renewal, String ticket) {
        Credential fresh;
        try {
            fresh = renewal.renew(old);
        } catch (GatewayException e) {
            if (e.kind() == Kind.NOT_CONNECTED && !renewal.isFinal()) {
                table.release(accountId, ticket);
                throw e;
            }
            if (e.kind() != Kind.NOT_CONNECTED) {
                table.release(accountId, ticket);
                throw new GatewayException(
                        e.kind(),
                        "the account's login cannot be renewed at present: " + e.getMessage() + ". Nothing was done; "
                                + "call again in a minute.",
                        e.vendorStatus(),
                        e.rateLimit(),
                        e.data(),
                        null);
            }
            String reason = "the account's login cannot be renewed: " + e.getMessage()
                    + "; an operator has to connect the account again";
            Credential other = table.refuse(accountId, old, reason, ticket);
            if (other != null) {
                return other;
            }
            LOG.info("account {} has to be connected again: {}", accountId, e.getMessage());
            throw new GatewayException(Kind.NOT_CONNECTED, reason, e.vendorStatus(), null, Map.of(), null);
        } catch (RuntimeException e) {
            table.release(accountId, ticket);
            throw e;
        }
        return kept(accountId, old, fresh, ticket);
    }

    /**
     * Stores the new credential, however long the store takes to come back: the old one is dead. Whoever asks until then
     * waits for this renewal, and the old one is not sent again.
     */
    private Credential kept(String accountId, Credential old, Credential fresh, String ticket) {
        long pause = POLL_MILLIS;
        boolean last = false;
        while (true) {
            try {
                Credential kept = table.keep(accountId, old, fresh, ticket);
                if (kept == null) {
                    throw Credentials.none(accountId);
                }
                return kept;
            } catch (StoreException e) {
                if (last) {
                    LOG.error(
                            "account {} has to be connected again: its renewed login could not be stored before the"
                                    + " gateway stopped ({})",
                            accountId,
                            e.getMessage());
                    throw e;
                }
                if (pause == POLL_MILLIS) {
                    LOG.warn("the renewed login of account {} is not stored yet: {}", accountId, e.getMessage());
                }
            }
            last = stops(pause);
            pause = Math.min(2 * pause, LONGEST_RETRY_MILLIS);
        }
    }

    /** Waits, unless the gateway stops. */
    private boolean stops(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static GatewayException failure(String accountId, Throwable thrown) {
        if (thrown instanceof GatewayException known) {
            return known;
        }
        if (thrown instanceof StoreException) {
            return new GatewayException(
                    Kind.INTERNAL, "the account's login cannot be renewed at present: " + thrown.getMessage());
        }
        LOG.error("the renewal of account {} failed", accountId, thrown);
        return new GatewayException(Kind.INTERNAL, "the account's login could not be renewed; the log says why");
    }

    /** One for each who hears it: an exception tells where it was thrown. */
    private static GatewayException again(GatewayException why) {
        return new GatewayException(
                why.kind(), String.valueOf(why.getMessage()), why.vendorStatus(), why.rateLimit(), why.data(), null);
    }
}
