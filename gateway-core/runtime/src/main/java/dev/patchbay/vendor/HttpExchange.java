package dev.patchbay.vendor;

import dev.patchbay.api.GatewayException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/** One request on its way: waits for the whole answer, within a size and a time, unless it is aborted. */
final class HttpExchange implements Response.Listener, Request.BeginListener {
    /** How often a waiting call asks whether anybody still wants its answer. */
    private static final long POLL_MILLIS = 200;
    /** What the client's own time-out may take to be told. */
    private static final long GRACE_MILLIS = 1_000;

    private static final int FIRST_BUFFER = 8 * 1024;
    /** What is announced is believed up to here; the rest has to come first. */
    private static final int LARGEST_FIRST_BUFFER = 256 * 1024;

    private final Request request;
    private final int maxBytes;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private volatile boolean begun;
    private byte[] body = new byte[0];
    private int length;

    HttpExchange(Request request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
        request.onRequestBegin(this);
    }

    /** Ends the exchange at once; whoever waits for it gets {@code CANCELLED}. */
    void cancel() {
        request.abort(new Cancelled());
    }

    /** @param cancelled asked now and then while there is no answer */
    HttpAnswer send(long timeoutMillis, BooleanSupplier cancelled) throws HttpFailure {
        request.timeout(timeoutMillis, TimeUnit.MILLISECONDS);
        request.idleTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
        request.send(this);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis + GRACE_MILLIS);
        while (true) {
            try {
                return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (cancelled.getAsBoolean()) {
                    cancel();
                } else if (System.nanoTime() - end > 0) {
                    request.abort(new TimeoutException());
                }
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancel();
                throw new HttpFailure(HttpFailure.Kind.CANCELLED, begun, "the call was interrupted");
            }
        }
    }

    @Override
    public void onBegin(Request sending) {
        begun = true;
    }

    @Override
    public void onHeaders(Response response) {
        long announced = response.getHeaders().getLongField("Content-Length");
        if (announced > maxBytes) {
            response.abort(new TooLarge());
        } else if (announced > 0) {
            body = new byte[(int) Math.min(announced, LARGEST_FIRST_BUFFER)];
        }
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        int more = content.remaining();
        if ((long) length + more > maxBytes) {
            response.abort(new TooLarge());
            return;
        }
        if (length + more > body.length) {
            long doubled = Math.max(FIRST_BUFFER, Math.max(2L * body.length, length + more));
            body = Arrays.copyOf(body, (int) Math.min(doubled, maxBytes));
        }
        content.get(body, length, more);
        length += more;
    }

    @Override
    public void onComplete(Result result) {
        Throwable failure = result.getFailure();
        if (failure != null && !wholeAnswerBefore(result)) {
            answer.completeExceptionally(failure);
            return;
        }
        byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
        answer.complete(new HttpAnswer(result.getResponse().getStatus(), headers(result.getResponse()), whole));
    }

    /** A vendor may refuse a request before it has read all of it: its answer is whole, the sending failed. */
    private static boolean wholeAnswerBefore(Result result) {
        return result.getResponseFailure() == null
                && result.getResponse() != null
                && result.getResponse().getStatus() >= 400;
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : response.getHeaders()) {
            String value = field.getValue();
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    value == null ? "" : value,
                    (before, more) -> before + ", " + more);
        }
        return headers;
    }

    private HttpFailure failure(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof Cancelled) {
                return new HttpFailure(HttpFailure.Kind.CANCELLED, begun, "the call was cancelled");
            }
            if (each instanceof TooLarge) {
                return new HttpFailure(
                        HttpFailure.Kind.TOO_LARGE, true, "its answer is larger than " + maxBytes + " bytes");
            }
            if (each instanceof GatewayException refused) {
                return new HttpFailure(HttpFailure.Kind.FORBIDDEN_ADDRESS, false, String.valueOf(refused.getMessage()));
            }
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return new HttpFailure(HttpFailure.Kind.CONNECT, false, "its host name has no address");
            }
            if (each instanceof ConnectException || each instanceof SocketTimeoutException && !begun) {
                return new HttpFailure(HttpFailure.Kind.CONNECT, false, "it accepts no connection");
            }
            if (each instanceof SSLHandshakeException || each instanceof SSLPeerUnverifiedException) {
                // The request waits for the handshake although it has begun.
                return new HttpFailure(HttpFailure.Kind.CONNECT, false, "there is no secure connection");
            }
            if (each instanceof TimeoutException) {
                return new HttpFailure(HttpFailure.Kind.TIMEOUT, begun, "it did not answer in time");
            }
        }
        return new HttpFailure(HttpFailure.Kind.LOST, begun, "the connection was lost");
    }

    private static final class Cancelled extends Exception {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }

    private static final class TooLarge extends Exception {
        TooLarge() {
            super("too large", null, false, false);
        }
    }
}
