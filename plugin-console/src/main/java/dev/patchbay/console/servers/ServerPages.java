package dev.patchbay.console.servers;

import dev.patchbay.console.Area;
import dev.patchbay.console.web.Router;

/** {@code /console/servers}: the URLs that were minted. */
public final class ServerPages implements Area {
    @Override
    public void addTo(Router router) {}
}
