package dev.patchbay.health;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Integration;
import dev.patchbay.store.Page;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vendor.Reach;
import dev.patchbay.vendor.VendorProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks each place where an account's vendor is for anything at all, without credentials, several at a time. What its
 * clock says tells whether ours is right.
 */
@Component(property = {HealthCheck.NAME + "=vendors", HealthCheck.TAGS + "=" + HealthReport.COSTLY})
public final class VendorsCheck implements HealthCheck {
    private static final int PAGE = 200;
    private static final int MOST_ACCOUNTS = 10_000;
    private static final int MOST_PLACES = 50;
    private static final int AT_A_TIME = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final Integrations integrations;
    private final VendorProxy vendors;

    private record Place(IntegratedAccount account, Integration integration) {}

    @Activate
    public VendorsCheck(
            @Reference Accounts accounts, @Reference Integrations integrations, @Reference VendorProxy vendors) {
        this.accounts = accounts;
        this.integrations = integrations;
        this.vendors = vendors;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        Map<String, Place> places = places(findings);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<String, Future<Reach>> asked = new LinkedHashMap<>();
            places.forEach((origin, place) ->
                    asked.put(origin, threads.submit(() -> vendors.reach(place.account, place.integration, PATIENCE))));
            for (Map.Entry<String, Future<Reach>> each : asked.entrySet()) {
                judge(each.getKey(), each.getValue().get(), findings);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        if (places.isEmpty()) {
            findings.fine("no account is connected");
        }
        return findings.result();
    }

    /** One account for each place: thousands of accounts may be at the same one. */
    private Map<String, Place> places(Findings findings) {
        Map<String, Place> places = new LinkedHashMap<>();
        String cursor = null;
        int seen = 0;
        do {
            Page<IntegratedAccount> page = accounts.list(PAGE, cursor);
            for (IntegratedAccount account : page.items()) {
                Optional<Integration> integration = integrations.find(account.integration());
                integration.ifPresent(found -> add(account, found, places, findings));
            }
            seen += page.items().size();
            cursor = page.next();
        } while (cursor != null && seen < MOST_ACCOUNTS && places.size() < MOST_PLACES);
        if (cursor != null) {
            findings.fine("only the first " + seen + " accounts were looked at");
        }
        return places;
    }

    private void add(IntegratedAccount account, Integration integration, Map<String, Place> to, Findings findings) {
        try {
            to.putIfAbsent(vendors.origin(account, integration), new Place(account, integration));
        } catch (GatewayException e) {
            findings.warn(
                    account.id() + " (" + account.name() + "): " + e.getMessage(),
                    "Correct the account's base URL or context.");
        }
    }

    private static void judge(String origin, Reach reach, Findings findings) {
        if (!reach.answered()) {
            findings.warn(
                    origin + " is not reachable: " + reach.message(),
                    "Look at the network, the name server and the firewall of this machine; if it is the vendor's"
                            + " outage, it ends by itself.");
            return;
        }
        findings.fine(origin + " answers in " + reach.took().toMillis() + " ms");
        reach.skew()
                .filter(skew -> skew.abs().compareTo(SKEW) > 0)
                .ifPresent(
                        skew -> findings.warn(
                                "the clock of this machine is " + skew.abs().toSeconds() + " s "
                                        + (skew.isNegative() ? "behind" : "ahead of") + " that of " + origin,
                                "Let it follow a time server (chrony, systemd-timesyncd): signatures and logins depend on the time."));
    }
}
