package dev.patchbay.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** The faults that wait for a request, oldest first. Thread-safe. */
final class FaultQueue {
    private final List<Fault> waiting = new ArrayList<>();

    synchronized void add(List<Fault> faults) {
        waiting.addAll(faults);
    }

    /** The oldest fault that strikes this request; used up by one. */
    synchronized Optional<Fault> take(ApiRequest request) {
        ListIterator<Fault> faults = waiting.listIterator();
        while (faults.hasNext()) {
            Fault fault = faults.next();
            if (fault.strikes(request)) {
                if (fault.count() == 1) {
                    faults.remove();
                } else {
                    faults.set(fault.withCount(fault.count() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized ArrayNode toJson() {
        return Json.list(waiting, Fault::toJson);
    }
}
