package dev.patchbay.shell;

import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code audit}: who did what, the newest last; or whether the trail is as it was written. */
@Component(service = AuditCommand.class)
@GogoCommand(scope = "gateway", function = "audit")
public final class AuditCommand {
    private final AuditTrail audit;

    @Activate
    public AuditCommand(@Reference AuditTrail audit) {
        this.audit = audit;
    }

    /** The end of the trail. */
    @Descriptor("the end of the audit trail, the newest line last")
    public String audit(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("how many lines")
                    @Parameter(
                            names = {"-n"},
                            absentValue = "20")
                    int lines,
            @Descriptor("check the whole trail instead: was a line changed, removed or put in?")
                    @Parameter(
                            names = {"--verify"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean verify) {
        if (verify) {
            return verdict();
        }
        List<AuditLine> latest = new ArrayList<>(audit.latest(AuditFilter.ALL, lines, null));
        Collections.reverse(latest);
        Table table = Table.of("at", "action", "outcome", "vendor", "ms", "server", "account", "request");
        for (AuditLine line : latest) {
            AuditEntry each = line.entry();
            table.row(
                    each.at(),
                    each.action(),
                    each.outcome(),
                    each.vendorStatus(),
                    each.durationMillis(),
                    each.serverId(),
                    each.accountId(),
                    each.requestId());
        }
        return table.show(json);
    }

    private String verdict() {
        Verdict verdict = audit.verify();
        if (!verdict.intact()) {
            throw new CommandFailure("the trail is not as it was written: " + String.join("; ", verdict.faults()));
        }
        return "all " + verdict.lines() + " lines are as they were written";
    }
}
