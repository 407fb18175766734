package dev.patchbay.vendor;

import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.RenewingScheme;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.vault.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** The requests of one call: the outbound pipeline, read from top to bottom. */
final class VendorExchange implements CancellableClient {
    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;

    /** What a vendor says to its own client, not to ours. */
    private static final Set<String> NOT_RETURNED = Set.of(
            "set-cookie",
            "set-cookie2",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info",
            "location",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-encoding",
            "content-length",
            "trailer",
            "upgrade");

    private final Pipeline pipeline;
    private final Call call;
    private final Object lock = new Object();
    private volatile boolean cancelled;
    private volatile boolean mayHaveActed;
    private @Nullable HttpExchange underway;

    /** What every call shares. */
    record Pipeline(
            EgressGuard guard,
            AuthSchemes schemes,
            Bulkhead bulkhead,
            VendorHttp http,
            AnswerReader answers,
            QuotaReader quotas,
            HealthTeller health,
            int maxAnswerBytes,
            String userAgent) {}

    /**
     * On whose behalf requests are sent, and for how long.
     *
     * @param login opened only when a request is signed
     * @param end when the last request must have ended
     * @param timeout how long a single request may take
     * @param cancelled whether nobody waits for an answer any more
     */
    record Call(
            IntegratedAccount account,
            Integration integration,
            VendorDialect dialect,
            Login login,
            Writes writes,
            Instant end,
            Duration timeout,
            BooleanSupplier cancelled) {}

    /** Whether a request of the call may change something at the vendor. */
    @FunctionalInterface
    interface Writes {
        boolean by(VendorRequest request);
    }

    VendorExchange(Pipeline pipeline, Call call) {
        this.pipeline = pipeline;
        this.call = call;
    }

    @Override
    public VendorResponse send(VendorRequest planned) {
        RequestCheck.check(planned);
        Target target = Target.of(call.account(), call.integration());
        pipeline.guard().check(target);
        AuthMethod method = method();
        AuthScheme scheme = pipeline.schemes().need(method);
        Login.Way way = new Login.Way(scheme, method.settings(), patience());
        Credential credential = renewal(() -> call.login().credential(way));
        Attempt first = attempt(target, planned, way, credential);
        if (first.answer.status() != UNAUTHORIZED
                || !(scheme instanceof RenewingScheme)
                || !call.login().renews()) {
            return read(first.answer, first.verdict, false);
        }
        // Refused before it was carried out: it may be sent once more by another credential.
        Credential other = renewal(() -> call.login().inPlaceOf(credential, way));
        if (other == null) {
            return read(first.answer, first.verdict, true);
        }
        Attempt second = attempt(target, planned, way, other);
        if (second.answer.status() == UNAUTHORIZED) {
            call.login().refusedToo(other);
        }
        return read(second.answer, second.verdict, true);
    }

    private record Attempt(HttpAnswer answer, Verdict verdict) {}

    private Attempt attempt(Target target, VendorRequest planned, Login.Way way, Credential credential) {
        VendorRequest signed = way.scheme().sign(planned, credential, way.settings());
        RequestCheck.check(signed);
        Verdict verdict = new Verdict(
                call.account(),
                planned,
                call.writes().by(planned),
                new SecretMask(credential, planned, signed),
                pipeline.health());
        try (Bulkhead.Place place = pipeline.bulkhead().enter(call.account().id())) {
            return new Attempt(exchange(target, signed), verdict);
        } catch (HttpFailure failure) {
            mayHaveActed |= verdict.writes() && failure.sent();
            throw verdict.unanswered(failure);
        }
    }

    private Patience patience() {
        Instant own = Instant.now().plus(call.timeout());
        return new Patience(
                own.isBefore(call.end()) ? own : call.end(),
                () -> cancelled || call.cancelled().getAsBoolean());
    }

    private <T extends @Nullable Object> T renewal(Supplier<T> credential) {
        try {
            return credential.get();
        } catch (GatewayException e) {
            String reason = String.valueOf(e.getMessage());
            if (e.kind() == Kind.NOT_CONNECTED) {
                pipeline.health().needsReauth(call.account(), reason);
            } else if (e.kind() == Kind.VENDOR_UNREACHABLE || e.kind() == Kind.VENDOR_FAILED) {
                pipeline.health().unreachable(call.account(), reason);
            }
            throw e;
        }
    }

    private AuthMethod method() {
        String wanted = call.account().authMethod();
        return call.integration().authMethods().stream()
                .filter(each -> each.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new GatewayException(
                        Kind.NOT_CONNECTED,
                        "the account logs in by \"" + wanted + "\", which "
                                + call.integration().id()
                                + " does not offer any more; an operator has to connect it again"));
    }

    private HttpAnswer exchange(Target target, VendorRequest signed) throws HttpFailure {
        String query = Query.of(signed.query());
        String path = target.basePath() + signed.path();
        Request request = pipeline.http()
                .request(target, query.isEmpty() ? path : path + "?" + query)
                .method(signed.method());
        VendorBody body = signed.body();
        request.headers(fields -> {
            fields.put("Accept", "application/json, */*;q=0.5");
            fields.put("Accept-Encoding", "gzip");
            fields.put("User-Agent", pipeline.userAgent());
            signed.headers().forEach(fields::put);
        });
        if (body != null) {
            Body bytes = Body.of(body);
            request.headers(fields -> fields.put("Content-Type", bytes.contentType()));
            request.body(new BytesRequestContent(bytes.contentType(), bytes.bytes()));
        }
        HttpExchange exchange = begin(new HttpExchange(request, pipeline.maxAnswerBytes()));
        try {
            return exchange.send(millisLeft(), call.cancelled());
        } finally {
            end();
        }
    }

    private long millisLeft() throws HttpFailure {
        long left = Duration.between(Instant.now(), call.end()).toMillis();
        if (left <= 0) {
            throw new HttpFailure(HttpFailure.Kind.TOO_LATE, false, "the time for the call is over");
        }
        return Math.min(left, call.timeout().toMillis());
    }

    private HttpExchange begin(HttpExchange exchange) throws HttpFailure {
        synchronized (lock) {
            if (cancelled || call.cancelled().getAsBoolean()) {
                throw new HttpFailure(HttpFailure.Kind.CANCELLED, false, "the call was cancelled");
            }
            underway = exchange;
            return exchange;
        }
    }

    private void end() {
        synchronized (lock) {
            underway = null;
        }
    }

    @Override
    public void cancel() {
        HttpExchange aborted;
        synchronized (lock) {
            cancelled = true;
            aborted = underway;
        }
        if (aborted != null) {
            aborted.cancel();
        }
    }

    @Override
    public boolean mayHaveActed() {
        return mayHaveActed;
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
    }

    /** @param isNew whether the credential is known to be as new as can be */
    private VendorResponse read(HttpAnswer answer, Verdict verdict, boolean isNew) {
        RateLimit quota =
                pipeline.quotas().read(answer.headers(), call.dialect().quotaNames());
        boolean success = answer.status() >= 200 && answer.status() < 300;
        boolean hadActed = mayHaveActed;
        mayHaveActed |= verdict.writes() && !isRefusal(answer.status());
        Object body;
        try {
            body = pipeline.answers().read(answer);
        } catch (AnswerReader.Unreadable e) {
            if (success) {
                throw verdict.unreadable(answer.status(), String.valueOf(e.getMessage()));
            }
            body = null;
        }
        if (!success) {
            String reason = ErrorText.of(body, call.dialect(), verdict.mask());
            throw isNew && answer.status() == UNAUTHORIZED
                    ? verdict.refusedAllTheSame(answer.status(), reason, quota)
                    : verdict.refused(
                            answer.status(),
                            reason,
                            quota,
                            QuotaReader.dayIsUsedUp(
                                    answer.headers(), call.dialect().quotaNames()));
        }
        if (call.dialect().failed(body)) {
            mayHaveActed = hadActed;
            throw verdict.failedAllTheSame(answer.status(), ErrorText.of(body, call.dialect(), verdict.mask()), quota);
        }
        pipeline.health().healthy(call.account());
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.keySet().removeAll(NOT_RETURNED);
        return new VendorResponse(answer.status(), headers, body, quota);
    }
}
