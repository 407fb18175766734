package dev.patchbay.audit;

import java.util.List;

/**
 * What a check of all chains found.
 *
 * @param lines how many lines were checked
 * @param faults what is wrong and where; empty if nothing was changed, removed or put in
 */
public record Verdict(long lines, List<String> faults) {
    public Verdict {
        faults = List.copyOf(faults);
    }

    /** Whether the trail is as it was written. */
    public boolean intact() {
        return faults.isEmpty();
    }
}
