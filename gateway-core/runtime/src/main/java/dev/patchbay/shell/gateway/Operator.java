package dev.patchbay.shell.gateway;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.shell.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the admin API on behalf of whoever types: the same routes as over HTTP, so the same words, the same rules and the
 * same audit lines. Refusals become {@link CommandFailure}s.
 */
public final class Operator {
    private static final int PAGE = 200;
    private static final int NOT_FOUND = 404;

    private final Supplier<Optional<AdminSession>> sessions;

    /** @param sessions the session of this moment; none while a part of the gateway is missing */
    public Operator(Supplier<Optional<AdminSession>> sessions) {
        this.sessions = sessions;
    }

    Json get(String path) {
        return get(path, Map.of());
    }

    Json get(String path, Map<String, String> query) {
        return Json.of(ask("GET", path, query, null).body());
    }

    /** What is at a path, if anything is. */
    Optional<Json> find(String path) {
        AdminAnswer answer = answer("GET", path, Map.of(), null);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(Json.of(good(answer).body()));
    }

    Json post(String path, @Nullable Object body) {
        return Json.of(ask("POST", path, Map.of(), body).body());
    }

    Json patch(String path, Object body) {
        return Json.of(ask("PATCH", path, Map.of(), body).body());
    }

    Json put(String path, byte[] file) {
        return Json.of(ask("PUT", path, Map.of(), file).body());
    }

    Json delete(String path) {
        return Json.of(ask("DELETE", path, Map.of(), null).body());
    }

    /** A list, page by page until its end or so many items. */
    Listing list(String path, Map<String, String> query, int most) {
        List<Json> items = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, String> page = new LinkedHashMap<>(query);
            page.put("limit", String.valueOf(Math.min(PAGE, most - items.size())));
            if (cursor != null) {
                page.put("next_cursor", cursor);
            }
            Json body = get(path, page);
            items.addAll(body.list("result"));
            cursor = body.text("next_cursor");
        } while (cursor != null && items.size() < most);
        return new Listing(items, cursor);
    }

    /** All of a list. */
    Listing all(String path, Map<String, String> query) {
        return list(path, query, Integer.MAX_VALUE);
    }

    private AdminAnswer ask(String method, String path, Map<String, String> query, @Nullable Object body) {
        return good(answer(method, path, query, body));
    }

    /** The answer as it is, a refusal too. */
    AdminAnswer answer(String method, String path, Map<String, String> query, @Nullable Object body) {
        AdminSession session = sessions.get()
                .orElseThrow(
                        () -> new CommandFailure(
                                "a part of the gateway is missing, its store perhaps.\n  `doctor` says which, and what to do."));
        return session.ask(new AdminRequest(method, path, query, Map.of(), body, null));
    }

    private static AdminAnswer good(AdminAnswer answer) {
        if (answer.good()) {
            return answer;
        }
        throw refused(Json.of(answer.body()));
    }

    /** A problem (RFC 9457) in words: the fields that are wrong are told one by one if the detail does not tell them. */
    static CommandFailure refused(Json problem) {
        String detail = problem.string("detail");
        StringBuilder text = new StringBuilder(detail);
        for (Json each : problem.list("errors")) {
            String line = each.string("field") + ": " + each.string("message");
            if (!detail.contains(line)) {
                text.append("\n  ").append(line);
            }
        }
        return new CommandFailure(text.toString());
    }
}
