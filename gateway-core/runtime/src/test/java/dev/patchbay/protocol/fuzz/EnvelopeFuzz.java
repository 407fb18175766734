package dev.patchbay.protocol.fuzz;

import dev.patchbay.protocol.JsonRpc;
import dev.patchbay.protocol.RpcError;
import tools.jackson.databind.JsonNode;

/** What is a body, to the parser of envelopes: a message, or an error in its own words. */
public final class EnvelopeFuzz {
    private EnvelopeFuzz() {}

    /** Called by the fuzzer with each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] body) {
        try {
            JsonRpc.Message message = JsonRpc.read(body);
            if (message instanceof JsonRpc.Batch batch) {
                batch.messages().forEach(EnvelopeFuzz::read);
            } else if (message instanceof JsonRpc.Request request) {
                answer(request);
            }
        } catch (RpcError e) {
            parse(JsonRpc.error(e));
        }
        Heap.watch();
    }

    private static void read(JsonNode part) {
        try {
            JsonRpc.message(part);
        } catch (RpcError e) {
            parse(JsonRpc.error(e));
        }
    }

    private static void answer(JsonRpc.Request request) {
        JsonNode answer =
                parse(JsonRpc.result(request.id(), out -> out.writeStringProperty("method", request.method())));
        if (!answer.path("id").equals(request.id())) {
            throw new AssertionError("id " + request.id() + " came back as " + answer.path("id"));
        }
    }

    /** Every answer is a message that the parser of any client can read. */
    static JsonNode parse(byte[] document) {
        return JsonRpc.MAPPER.readTree(document);
    }
}
