package dev.patchbay.integration;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor hands out a long list. To the model all vendors page alike: it gives a limit and the cursor of the
 * answer before. A cursor is text that only the same style of the same tool reads.
 */
sealed interface Pagination permits PageNumbers, Offsets, Cursors, WholeList {
    /** The argument by which the model says how many items it wants. */
    String LIMIT = "limit";

    /** The argument by which the model goes on. */
    String NEXT_CURSOR = "next_cursor";

    PageShape shape();

    /**
     * One page to be fetched.
     *
     * @param limit how many items the model gets at most
     * @param cursor what the page before ended with, or {@code null} for the first
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the cursor is not one of this style
     */
    Turn turn(int limit, @Nullable String cursor);

    /** Where the style writes in the request, for the reader's checks. */
    List<Slot> slots();

    /** A place of the request that paging fills. */
    record Slot(Where where, String name) {}

    /** What is sent for a page, and what its answer means. */
    interface Turn {
        List<Sent> sent();

        ToolResult.Data read(VendorResponse response);
    }
}
