package dev.patchbay.console.chooser;

import dev.patchbay.console.Area;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;

/** {@code /console/choices}: what lists to choose from show, for a script that narrows them. */
public final class ChooserPages implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/choices/accounts", this::accounts);
    }

    private Reply accounts(Visit visit) {
        if (!visit.enhanced()) {
            throw Trouble.notFound("page");
        }
        return Reply.fragment(
                "chooser/found",
                AccountChooser.of(
                        visit,
                        visit.query("field"),
                        visit.query("integration"),
                        !visit.query("must").isEmpty()));
    }
}
