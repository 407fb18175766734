package dev.patchbay.console.overview;

import dev.patchbay.console.Area;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;

/** {@code /console}: how it is, and what needs a person. */
public final class OverviewPage implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/", this::show);
    }

    private Reply show(Visit visit) {
        return Reply.page("overview/overview", "Overview", "");
    }
}
