package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.Integration;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.vendor.QuotaNames;
import dev.patchbay.vendor.VendorDialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as its files describe it, ready to be used.
 *
 * @param tools the documented methods, in the order in which they are written
 * @param prompts tasks that use them, in the order in which they are written
 * @param undocumented how many methods have no description, and so are no tools
 * @param errorMessage where error bodies say why, or {@code null} for the usual places
 * @param failed what makes a 2xx answer a failure, or {@code null}
 * @param checks harmless requests, of which the first counts that the account's context can fill
 */
record Description(
        Integration integration,
        List<DescribedTool> tools,
        List<DescribedPrompt> prompts,
        int undocumented,
        QuotaNames quotaNames,
        @Nullable AnswerPath errorMessage,
        @Nullable Failed failed,
        List<Check> checks)
        implements VendorDialect {
    Description {
        tools = List.copyOf(tools);
        prompts = List.copyOf(prompts);
        checks = List.copyOf(checks);
    }

    /** A value in a 2xx answer that means failure. */
    record Failed(AnswerPath path, Object value) {}

    @Override
    public @Nullable Object errorMessage(@Nullable Object body) {
        return errorMessage == null ? null : errorMessage.read(body);
    }

    @Override
    public boolean failed(@Nullable Object body) {
        if (failed == null) {
            return false;
        }
        Object found = failed.path().read(body);
        return failed.value().equals(found)
                || failed.value() instanceof Number
                        && found instanceof Number
                        && WireText.of(failed.value()).equals(WireText.of(found));
    }

    @Override
    public @Nullable VendorRequest check(Account account) {
        for (Check check : checks) {
            VendorRequest request = check.request(account);
            if (request != null) {
                return request;
            }
        }
        return null;
    }
}
