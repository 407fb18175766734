package dev.patchbay.admin;

import dev.patchbay.token.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operations of an {@link ApiDocument}, each completed by what it need not say because all do the same. */
final class Operations {
    private static final String HEADERS = "#/components/headers/";
    private static final String PARAMETERS = "#/components/parameters/";
    private static final List<Integer> ALWAYS = List.of(422, 500, 503);
    private static final List<Integer> ASKED_WHO = List.of(401, 403);
    private static final List<Integer> WITH_BODY = List.of(400, 413, 415);

    private final Map<String, Object> paths;
    private final List<Routes.Route> routes;

    Operations(Map<String, Object> paths, List<Routes.Route> routes) {
        this.paths = paths;
        this.routes = routes;
    }

    /** Every path that a route has, in the order in which people wrote them; an alias behind what it stands for. */
    Map<String, Object> complete() {
        Map<String, Object> all = new LinkedHashMap<>();
        paths.forEach((path, item) -> {
            Map<String, Object> operations = ApiDocument.map(item);
            all.put(path, complete(path, operations, ""));
            String alias = path.replaceFirst("^/integrated-account/", "/admin/integrated-accounts/");
            boolean served = routes.stream().anyMatch(each -> each.path().equals(alias));
            if (served && !alias.equals(path)) {
                all.put(alias, complete(alias, operations, "Alias"));
            }
        });
        return all;
    }

    private Map<String, Object> complete(String path, Map<String, Object> operations, String suffix) {
        Map<String, Object> completed = new LinkedHashMap<>();
        operations.forEach((method, operation) ->
                completed.put(method, complete(path, method, new LinkedHashMap<>(ApiDocument.map(operation)), suffix)));
        return completed;
    }

    private Map<String, Object> complete(String path, String method, Map<String, Object> operation, String suffix) {
        operation.computeIfPresent("operationId", (name, id) -> id + suffix);
        routes.stream()
                .filter(each -> each.path().equals(path) && each.method().equals(method.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(Routes.Route::permission)
                .map(Permission::word)
                .ifPresent(word -> operation.put("x-permission", word));
        String creates = (String) operation.remove("x-creates");
        parameters(path, operation, creates != null);
        body(operation);
        responses(path, operation, creates);
        return operation;
    }

    private static void parameters(String path, Map<String, Object> operation, boolean creates) {
        List<Object> parameters = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.startsWith("{")) {
                parameters.add(Map.of("$ref", PARAMETERS + segment.substring(1, segment.length() - 1)));
            }
        }
        parameters.addAll(list(operation.remove("parameters")));
        list(operation.remove("x-parameters")).forEach(each -> parameters.add(Map.of("$ref", PARAMETERS + each)));
        if (creates) {
            parameters.add(Map.of("$ref", PARAMETERS + "Idempotency-Key"));
        }
        operation.put("parameters", parameters);
    }

    private static void body(Map<String, Object> operation) {
        Object demanded = operation.remove("x-body");
        Object optional = operation.remove("x-optional-body");
        if (demanded != null || optional != null) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("required", demanded != null);
            body.put("content", ApiDocument.json(String.valueOf(demanded != null ? demanded : optional)));
            operation.put("requestBody", body);
        }
    }

    private static void responses(String path, Map<String, Object> operation, @Nullable String creates) {
        Map<String, Object> responses = new LinkedHashMap<>();
        ApiDocument.map(operation.remove("responses"))
                .forEach((status, response) ->
                        responses.put(status, answer(new LinkedHashMap<>(ApiDocument.map(response)))));
        if (creates != null) {
            responses.put("201", answer(response("It is made.", creates, "Location")));
            responses.put(
                    "200",
                    answer(response(
                            "The same request has made it before.", "Repeated" + creates, "Idempotency-Replayed")));
        }
        SortedSet<Integer> problems = new TreeSet<>(ALWAYS);
        if (!operation.containsKey("security")) {
            problems.addAll(ASKED_WHO);
        }
        if (path.contains("{")) {
            problems.add(404);
        }
        if (operation.containsKey("requestBody")) {
            problems.addAll(WITH_BODY);
        }
        if (creates != null) {
            problems.add(409);
        }
        list(operation.remove("x-problems")).forEach(each -> problems.add((Integer) each));
        problems.forEach(status -> responses.put(status.toString(), problem(status)));
        operation.put("responses", responses);
    }

    private static Map<String, Object> response(String description, String schema, String header) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        response.put("x-schema", schema);
        response.put("headers", new LinkedHashMap<>(Map.of(header, Map.of("$ref", HEADERS + header))));
        return response;
    }

    private static Map<String, Object> answer(Map<String, Object> response) {
        Object schema = response.remove("x-schema");
        Object items = response.remove("x-list");
        if (schema != null) {
            response.put("content", ApiDocument.json(schema.toString()));
        } else if (items != null) {
            response.put("content", ApiDocument.listOf(items.toString()));
        }
        Map<String, Object> headers = new LinkedHashMap<>(ApiDocument.map(response.get("headers")));
        if (response.remove("x-location") != null) {
            headers.put("Location", Map.of("$ref", HEADERS + "Location"));
        }
        headers.put("X-Request-Id", Map.of("$ref", HEADERS + "X-Request-Id"));
        response.put("headers", headers);
        return response;
    }

    private static Map<String, Object> problem(int status) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", Refusal.title(status));
        response.put("content", ApiDocument.content("application/problem+json", ApiDocument.reference("Problem")));
        return answer(response);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
