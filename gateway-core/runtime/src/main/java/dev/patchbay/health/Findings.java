package dev.patchbay.health;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;

/** What a check finds, in its order. Texts are taken as they are; none may hold a secret. */
final class Findings {
    private final ResultLog log = new ResultLog();

    /** Something that is as it should be. */
    Findings fine(String finding) {
        log.add(new ResultLog.Entry(Result.Status.OK, finding));
        return this;
    }

    /** Something that is worth a look, and what to do about it. The gateway works. */
    Findings warn(String finding, String remedy) {
        log.add(new Advice(Result.Status.WARN, finding, remedy));
        return this;
    }

    /** Something without which the gateway cannot do its work, and what to do about it. */
    Findings critical(String finding, String remedy) {
        log.add(new Advice(Result.Status.CRITICAL, finding, remedy));
        return this;
    }

    Result result() {
        return new Result(log);
    }
}
