package dev.patchbay.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the trail, the newest lines first. It may be short, even empty, though more lines match further back: no page
 * looks through more than some ten thousand lines.
 *
 * @param before the id before which the next part begins; {@code null} at the end
 */
public record AuditPage(List<AuditLine> lines, @Nullable Long before) {
    public AuditPage {
        lines = List.copyOf(lines);
    }
}
