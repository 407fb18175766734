package dev.patchbay.protocol.legacy;

import dev.patchbay.protocol.EventStream;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.token.Admission;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer goes elsewhere than into its own HTTP response: into a batch, or onto a stream. What is sent
 * ahead of the answer goes there, too; in a batch that is too late to ask anything, so that it takes no stream.
 */
class CollectingExchange implements Exchange {
    private final Exchange carrier;
    private final Consumer<byte[]> answers;

    CollectingExchange(Exchange carrier, Consumer<byte[]> answers) {
        this.carrier = carrier;
        this.answers = answers;
    }

    @Override
    public void json(int status, byte[] document, Map<String, String> headers) {
        answers.accept(document);
    }

    @Override
    public void empty(int status, Map<String, String> headers) {
        // A message that is not answered adds nothing.
    }

    @Override
    public EventStream stream(boolean lasting) {
        return new EventStream() {
            @Override
            public boolean send(byte[] data) {
                answers.accept(data);
                return true;
            }

            @Override
            public boolean send(String event, byte[] data) {
                return send(data);
            }

            @Override
            public boolean comment() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String method() {
        return carrier.method();
    }

    @Override
    public String subpath() {
        return carrier.subpath();
    }

    @Override
    public String endpointPath() {
        return carrier.endpointPath();
    }

    @Override
    public @Nullable String query(String name) {
        return carrier.query(name);
    }

    @Override
    public @Nullable String header(String name) {
        return carrier.header(name);
    }

    @Override
    public boolean takesStream() {
        return false;
    }

    @Override
    public byte[] body() {
        return carrier.body();
    }

    @Override
    public Admission.Granted grant() {
        return carrier.grant();
    }

    @Override
    public String requestId() {
        return carrier.requestId();
    }

    @Override
    public @Nullable String remoteAddress() {
        return carrier.remoteAddress();
    }
}
