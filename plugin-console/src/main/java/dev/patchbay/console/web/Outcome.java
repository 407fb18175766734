package dev.patchbay.console.web;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.console.json.Json;

/** What became of a request to the admin API. */
public sealed interface Outcome {
    /**
     * It was done.
     *
     * @param body what was answered
     */
    record Done(Json body) implements Outcome {}

    /**
     * It was not.
     *
     * @param problem why
     */
    record Refused(Problem problem) implements Outcome {}

    static Outcome of(AdminAnswer answer) {
        Json body = new Json(answer.body());
        return answer.good() ? new Done(body) : new Refused(Problem.of(answer.status(), body));
    }

    /**
     * What was answered, for requests that are not expected to be refused.
     *
     * @throws Trouble if it was refused
     */
    default Json orTrouble() {
        if (this instanceof Done done) {
            return done.body;
        }
        throw ((Refused) this).problem.trouble();
    }
}
