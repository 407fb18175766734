package dev.patchbay.vendor;

import dev.patchbay.api.Account;
import dev.patchbay.api.VendorRequest;
import org.jspecify.annotations.Nullable;

/** What a tool provider knows of how its vendor speaks. Providers that are none are read by the usual conventions. */
public interface VendorDialect {
    /** The headers in which the vendor tells its quota. */
    QuotaNames quotaNames();

    /** Why the vendor refused, as the body of its answer says, or {@code null} if it is not where it is expected. */
    @Nullable
    Object errorMessage(@Nullable Object body);

    /** Whether the body of an answer of a 2xx status says that the vendor failed all the same. */
    boolean failed(@Nullable Object body);

    /** A harmless request that proves that an account's credential works, or {@code null} if there is none for it. */
    @Nullable
    VendorRequest check(Account account);
}
