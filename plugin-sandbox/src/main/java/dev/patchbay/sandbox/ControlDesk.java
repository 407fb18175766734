package dev.patchbay.sandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The control API beside a miniature's own: faults, the record of requests, the state, a fresh start. */
final class ControlDesk {
    private final Miniature miniature;
    private final FaultQueue faults;
    private final RequestRecord requests;
    private final RouteTable routes = new RouteTable();

    ControlDesk(Miniature miniature, FaultQueue faults, RequestRecord requests) {
        this.miniature = miniature;
        this.faults = faults;
        this.requests = requests;
        routes.add("GET", "", call -> ApiAnswer.json(pending()))
                .add("POST", "", this::queue)
                .add("DELETE", "", call -> {
                    faults.clear();
                    return ApiAnswer.json(pending());
                })
                .add("GET", "/requests", call -> ApiAnswer.json(requests.toJson()))
                .add("DELETE", "/requests", call -> {
                    requests.clear();
                    return ApiAnswer.empty(204);
                })
                .add("GET", "/state", call -> ApiAnswer.json(miniature.state()))
                .add("POST", "/reset", call -> reset());
        miniature.addControls(routes);
    }

    /** Answers a request whose path is below the control API's base. */
    ApiAnswer answer(ApiRequest request) {
        try {
            RouteTable.Match match = routes.find(request.method(), request.path());
            return match.handler().answer(new RouteTable.Call(request, match.pathParameters()));
        } catch (Refusal refusal) {
            return ApiAnswer.json(refusal.status(), Json.object().put("message", refusal.getMessage()));
        }
    }

    private ApiAnswer queue(RouteTable.Call call) {
        List<Fault> more =
                call.body().requiredObjects("faults").stream().map(Fault::of).toList();
        faults.add(more);
        return ApiAnswer.json(pending());
    }

    private ApiAnswer reset() {
        faults.clear();
        requests.clear();
        miniature.reset();
        return ApiAnswer.json(pending());
    }

    private ObjectNode pending() {
        ObjectNode json = Json.object();
        json.set("faults", faults.toJson());
        return json;
    }
}
