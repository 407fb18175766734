package dev.patchbay.vendor;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.VendorRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came of a request, in words that a model or an operator can act on: whose fault, what was asked, what was
 * answered, and what to do now.
 *
 * <p>Reasons come with secrets hidden already.
 *
 * @param writes whether the request may have changed something
 */
record Verdict(IntegratedAccount account, VendorRequest request, boolean writes, SecretMask mask, HealthTeller health) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    /**
     * An answer whose status is not 2xx.
     *
     * @param dayIsUsedUp whether the quota is that of the day, and none of it is left
     */
    GatewayException refused(int status, String reason, @Nullable RateLimit quota, boolean dayIsUsedUp) {
        String said = account.integration() + " answered " + status + " to " + operation() + colon(reason);
        if (status == TOO_MANY) {
            health.healthy(account);
            return rateLimited(said, quota, dayIsUsedUp);
        }
        if (status == UNAUTHORIZED) {
            health.needsReauth(account, said);
            return failure(
                    Kind.NOT_CONNECTED,
                    sentence(said) + " The account's credential was refused; an operator has to connect it again.",
                    status,
                    quota);
        }
        if (status >= SERVER_ERROR) {
            if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
                health.unreachable(account, said);
            }
            return failure(Kind.VENDOR_FAILED, sentence(said) + unknownOutcome(), status, quota);
        }
        health.healthy(account);
        if (status < BAD_REQUEST) {
            return failure(
                    Kind.VENDOR_FAILED,
                    sentence(said) + " Redirects are not followed." + unknownOutcome(),
                    status,
                    quota);
        }
        String hint = status == FORBIDDEN ? " The account's credential may lack the permission for it." : "";
        return failure(Kind.VENDOR_REJECTED, hint.isEmpty() ? said : sentence(said) + hint, status, quota);
    }

    /** A 401 to a credential that was renewed just now: what is wrong is not the credential. */
    GatewayException refusedAllTheSame(int status, String reason, @Nullable RateLimit quota) {
        health.healthy(account);
        String said = account.integration() + " answered " + status + " to " + operation() + colon(reason);
        return failure(
                Kind.VENDOR_REJECTED,
                sentence(said) + " The account's login was renewed just now and refused all the same: it may lack the "
                        + "permission (scope) for this operation.",
                status,
                quota);
    }

    /** A 2xx answer that says that it failed. */
    GatewayException failedAllTheSame(int status, String reason, @Nullable RateLimit quota) {
        health.healthy(account);
        String said =
                account.integration() + " answered " + status + " to " + operation() + ", but says that it failed";
        return failure(Kind.VENDOR_REJECTED, said + colon(reason), status, quota);
    }

    /** An answer that cannot be read. */
    GatewayException unreadable(int status, String why) {
        String said = account.integration() + " answered " + status + " to " + operation() + ", but " + why + ".";
        return failure(Kind.VENDOR_FAILED, said + (writes ? " " + carriedOut(status) : ""), status, null);
    }

    private static String carriedOut(int status) {
        return status < BAD_REQUEST
                ? "By its status the request was carried out: read what it changed before you repeat it."
                : "It was refused.";
    }

    /** No answer. */
    GatewayException unanswered(HttpFailure failure) {
        String who = account.integration();
        return switch (failure.kind()) {
            case CANCELLED ->
                new GatewayException(
                        Kind.CANCELLED,
                        "the call was cancelled during " + operation() + "."
                                + (failure.sent() ? unknownOutcome() : ""));
            case FORBIDDEN_ADDRESS -> new GatewayException(Kind.MISCONFIGURED, String.valueOf(failure.getMessage()));
            case TOO_LARGE ->
                failure(
                        Kind.VENDOR_FAILED,
                        who + " answered " + operation() + ", but " + failure.getMessage() + "." + unknownOutcome(),
                        null,
                        null);
            case TOO_LATE ->
                failure(
                        Kind.VENDOR_UNREACHABLE,
                        who + " was not asked for " + operation() + ": " + failure.getMessage() + ". Nothing was sent.",
                        null,
                        null);
            case CONNECT, TIMEOUT, LOST -> unreachable(who, failure);
        };
    }

    private GatewayException unreachable(String who, HttpFailure failure) {
        String said = who + " cannot be reached for " + operation() + ": " + failure.getMessage() + ".";
        health.unreachable(account, said);
        String outcome = failure.sent() ? unknownOutcome() : " Nothing was sent.";
        return failure(Kind.VENDOR_UNREACHABLE, said + outcome, null, null);
    }

    private GatewayException rateLimited(String said, @Nullable RateLimit quota, boolean dayIsUsedUp) {
        RateLimit known = quota == null ? new RateLimit(null, null, null, null) : quota;
        Long wait = known.retryAfterSeconds() != null ? known.retryAfterSeconds() : known.resetSeconds();
        StringBuilder text = new StringBuilder(sentence(said))
                .append(" The vendor's rate limit ")
                .append(dayIsUsedUp ? "of the day is reached" : "is reached");
        if (known.limit() != null) {
            text.append(": ").append(known.limit()).append(" calls");
            text.append(
                    known.resetSeconds() == null || dayIsUsedUp
                            ? ""
                            : " in a window that starts anew in " + seconds(known.resetSeconds()));
            text.append(", ")
                    .append(known.remaining() == null ? 0 : known.remaining())
                    .append(" left");
        }
        text.append(". Nothing was done. ");
        if (dayIsUsedUp && known.retryAfterSeconds() == null) {
            text.append(
                    "The vendor does not document at which hour its day begins; the next day in UTC is taken for it. ");
        }
        text.append(
                wait == null
                        ? "The vendor does not say how long to wait: wait a minute before you call again."
                        : "Wait " + seconds(wait) + " before you call again.");
        RateLimit told = new RateLimit(known.limit(), known.remaining(), known.resetSeconds(), wait);
        return failure(Kind.RATE_LIMITED, text.toString(), TOO_MANY, told);
    }

    private static String seconds(long seconds) {
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }

    private String unknownOutcome() {
        return writes
                ? " It is unknown whether " + account.integration() + " carried the request out: read what it would "
                        + "have changed before you repeat it."
                : "";
    }

    private String operation() {
        return request.method() + " " + mask.hide(request.path());
    }

    private static String colon(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("…") ? text : text + ".";
    }

    private static GatewayException failure(
            Kind kind, String message, @Nullable Integer status, @Nullable RateLimit quota) {
        return new GatewayException(kind, message, status, quota, Map.of(), null);
    }
}
