package dev.patchbay.health;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;

/** A line in the result of a health check that tells what is wrong and, apart from it, what to do. */
final class Advice extends ResultLog.Entry {
    private final String finding;
    private final String remedy;

    Advice(Result.Status status, String finding, String remedy) {
        super(status, finding + ". " + remedy);
        this.finding = finding;
        this.remedy = remedy;
    }

    String finding() {
        return finding;
    }

    String remedy() {
        return remedy;
    }
}
