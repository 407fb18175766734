package dev.patchbay.console.web;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a person who is signed in, and that person's way to the admin API. */
public final class Visit {
    private final Session session;
    private final String path;
    private final Map<String, String> variables;
    private final Map<String, String> query;
    private final Form form;
    private final boolean enhanced;
    private final @Nullable String remoteAddress;
    private final String gateway;
    private final Clock clock;

    /** The session is over, because its API token was revoked or has expired. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the session's API token is no longer good", null, false, false);
        }
    }

    /**
     * @param session who asks
     * @param path the page's path below {@code /console}
     * @param variables the values of the path's variables
     * @param query the parameters of the address
     * @param form what was sent; empty for pages that look
     * @param enhanced whether a script asks for a piece of the page
     * @param remoteAddress where the person is
     * @param gateway where this gateway listens, as seen from itself: {@code http://127.0.0.1:8080}
     * @param clock what time it is
     */
    public Visit(
            Session session,
            String path,
            Map<String, String> variables,
            Map<String, String> query,
            Form form,
            boolean enhanced,
            @Nullable String remoteAddress,
            String gateway,
            Clock clock) {
        this.session = session;
        this.path = path;
        this.variables = Map.copyOf(variables);
        this.query = Map.copyOf(query);
        this.form = form;
        this.enhanced = enhanced;
        this.remoteAddress = remoteAddress;
        this.gateway = gateway;
        this.clock = clock;
    }

    public Session session() {
        return session;
    }

    public String path() {
        return path;
    }

    /** The value of a variable of the path. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** A parameter of the address; empty if it is absent. */
    public String query(String name) {
        return query.getOrDefault(name, "").strip();
    }

    public Form form() {
        return form;
    }

    /** Whether a script asks, and takes a {@linkplain Reply.Fragment piece} in place of a page. */
    public boolean enhanced() {
        return enhanced;
    }

    /** Where this gateway listens, as seen from itself. */
    public String gateway() {
        return gateway;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Reads from the admin API.
     *
     * @throws Trouble if it refuses
     */
    public Json read(String path) {
        return ask(AdminRequest.of("GET", path)).orTrouble();
    }

    /**
     * Reads a page of a list.
     *
     * @param query parameters; empty ones are left out
     * @throws Trouble if it refuses
     */
    public Json read(String path, Map<String, String> query) {
        return ask(get(path, query)).orTrouble();
    }

    /** Reads what may be refused or be unknown to this gateway; {@link Json#ABSENT} then. */
    public Json readIfThere(String path, Map<String, String> query) {
        return ask(get(path, query)) instanceof Outcome.Done done ? done.body() : Json.ABSENT;
    }

    private static AdminRequest get(String path, Map<String, String> query) {
        AdminRequest request = AdminRequest.of("GET", path);
        for (Map.Entry<String, String> each : query.entrySet()) {
            if (!each.getValue().isEmpty()) {
                request = request.withQuery(each.getKey(), each.getValue());
            }
        }
        return request;
    }

    /** Changes something. */
    public Outcome change(String method, String path, @Nullable Object body) {
        return ask(AdminRequest.of(method, path).withBody(body));
    }

    /** Creates something once, however often the form is sent: the form's own key goes along. */
    public Outcome create(String path, Map<String, ?> body) {
        AdminRequest request = AdminRequest.of("POST", path).withBody(new LinkedHashMap<>(body));
        String key = form.text(FORM_KEY);
        return ask(key.isEmpty() ? request : request.withHeader("Idempotency-Key", key));
    }

    /** The field of a form that carries its own key. */
    public static final String FORM_KEY = "form_key";

    /**
     * Asks the admin API.
     *
     * @throws Ended if the session's API token is no longer good
     */
    public Outcome ask(AdminRequest request) {
        AdminAnswer answer = session.admin().ask(request.from(remoteAddress));
        if (answer.status() == 401) {
            throw new Ended();
        }
        return Outcome.of(answer);
    }
}
