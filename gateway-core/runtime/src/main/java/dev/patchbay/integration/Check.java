package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.VendorRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A harmless request that proves that a credential works. */
record Check(String method, PathPlan path, List<VendorRequest.Param> query, Map<String, FixedValue> headers) {
    /** The request for an account, or {@code null} if the account lacks a field that stands in the path. */
    @Nullable
    VendorRequest request(Account account) {
        if (!account.context().keySet().containsAll(path.variables())) {
            return null;
        }
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            Object text = value.in(account.context());
            if (text != null) {
                filled.put(name, WireText.of(text));
            }
        });
        return new VendorRequest(method, path.fill(Map.of(), account), query, filled, null);
    }
}
