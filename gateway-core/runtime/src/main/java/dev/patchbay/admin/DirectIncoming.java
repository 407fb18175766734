package dev.patchbay.admin;

import dev.patchbay.api.admin.AdminRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request from within this process. Its body passes through JSON, so that it means what it would mean by HTTP. */
final class DirectIncoming implements Incoming {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AdminRequest request;
    private final byte[] body;

    DirectIncoming(AdminRequest request) {
        this.request = request;
        Object given = request.body();
        body = given == null ? new byte[0] : given instanceof byte[] bytes ? bytes : JSON.writeValueAsBytes(given);
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public Map<String, List<String>> query() {
        Map<String, List<String>> query = new TreeMap<>();
        request.query().forEach((name, value) -> query.put(name, List.of(value)));
        return query;
    }

    @Override
    public @Nullable String header(String name) {
        return request.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public byte[] json() {
        if (request.body() == null || request.body() instanceof byte[]) {
            throw new Refusal(415, "the body is to be application/json");
        }
        return bounded(JsonBody.LONGEST);
    }

    @Override
    public byte[] file(int longest) {
        if (!(request.body() instanceof byte[])) {
            throw new Refusal(415, "the body is to be application/java-archive or application/octet-stream");
        }
        return bounded(longest);
    }

    @Override
    public boolean hasBody() {
        return request.body() != null;
    }

    @Override
    public long length() {
        return body.length;
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.remoteAddress();
    }

    @Override
    public @Nullable String here() {
        return null;
    }

    private byte[] bounded(int longest) {
        if (body.length > longest) {
            throw JsonBody.tooLong(longest);
        }
        return body;
    }
}
