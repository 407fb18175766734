package dev.patchbay.integration;

import dev.patchbay.api.Tool;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One documented method.
 *
 * @param plan how a call becomes a request
 * @param pagination how its list is paged, or {@code null} if it is no list
 * @param needs the context fields without which an account does not have it
 * @param unless the context fields with any of which an account does not have it
 * @param hook the name of the {@link dev.patchbay.api.VendorHook} that does the exchange, or {@code null}
 */
record DescribedTool(
        Tool tool,
        RequestPlan plan,
        @Nullable Pagination pagination,
        Set<String> needs,
        Set<String> unless,
        @Nullable String hook) {
    DescribedTool {
        needs = Set.copyOf(needs);
        unless = Set.copyOf(unless);
    }

    /** Whether an account with these context fields has it. */
    boolean isFor(Set<String> fields) {
        return fields.containsAll(needs) && Collections.disjoint(fields, unless);
    }
}
