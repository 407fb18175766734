package dev.patchbay.vendor;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.tool.Integrations;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out whether a vendor accepts an account, by the one harmless request that its integration names for that. */
@Component(service = ConnectionCheck.class)
public final class ConnectionCheck {
    private final Accounts accounts;
    private final Integrations integrations;
    private final VendorProxy vendors;

    /** What became of the request. */
    public enum Status {
        /** The vendor accepts the credential. */
        OK,
        /** The vendor refuses the credential. */
        UNAUTHORIZED,
        /** The vendor does not answer, or fails. */
        UNREACHABLE,
        /** The vendor, or a rule of this gateway, refuses the request. */
        REJECTED,
        /** The integration names no such request, or is not deployed: nothing is known. */
        NO_CHECK;

        /** The word in the admin API, the shell and the console. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A finding.
     *
     * @param message for the operator; no secret
     * @param vendorStatus the HTTP status of the vendor's answer, {@code null} if there was none
     */
    public record Finding(
            Status status, String message, @Nullable Integer vendorStatus, long durationMillis) {}

    @FunctionalInterface
    private interface Attempt {
        @Nullable
        VendorResponse send(ToolProvider provider);
    }

    @Activate
    public ConnectionCheck(
            @Reference Accounts accounts, @Reference Integrations integrations, @Reference VendorProxy vendors) {
        this.accounts = accounts;
        this.integrations = integrations;
        this.vendors = vendors;
    }

    /** Tries a connected account; its status is brought up to date by what the vendor answers. */
    public Finding check(IntegratedAccount account) {
        return check(account.integration(), provider -> vendors.check(provider, account));
    }

    /**
     * Tries an account that is not connected yet. Nothing of it is kept.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} as {@link Accounts#connect(NewAccount)}
     */
    public Finding check(NewAccount request) {
        IntegratedAccount account = accounts.unconnected(request);
        return check(account.integration(), provider -> vendors.check(provider, account, request.credentials()));
    }

    private Finding check(String integration, Attempt attempt) {
        long began = System.nanoTime();
        try (Integrations.Lease lease = integrations.lease(integration)) {
            if (lease == null) {
                return finding(began, Status.NO_CHECK, "The integration " + integration + " is not deployed.", null);
            }
            VendorResponse response = attempt.send(lease.provider());
            return response == null
                    ? finding(
                            began,
                            Status.NO_CHECK,
                            integration
                                    + " has no request to test a connection by; the first call of a tool will show.",
                            null)
                    : finding(began, Status.OK, integration + " accepts the account.", response.status());
        } catch (GatewayException e) {
            String message = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case NOT_CONNECTED -> finding(began, Status.UNAUTHORIZED, message, e.vendorStatus());
                case VENDOR_UNREACHABLE, VENDOR_FAILED -> finding(began, Status.UNREACHABLE, message, e.vendorStatus());
                case VENDOR_REJECTED, RATE_LIMITED, MISCONFIGURED ->
                    finding(began, Status.REJECTED, message, e.vendorStatus());
                default -> throw e;
            };
        }
    }

    private static Finding finding(long began, Status status, String message, @Nullable Integer vendorStatus) {
        return new Finding(status, message, vendorStatus, (System.nanoTime() - began) / 1_000_000);
    }
}
