package dev.patchbay.sandbox.highlevel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agency's locations, more than fit on a page, and in which of them the OAuth app is installed. */
final class Places {
    private static final int COUNT = 24;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> installed = new LinkedHashSet<>();
    private final Place first;

    /** A location as its agency sees it. */
    record Place(String id, String name) {}

    /** All of them with the app, the first one the location of the private integration. */
    Places(Installation installation) {
        first = new Place(installation.locationId(), "Acme Marketing");
        List<Place> all = new ArrayList<>(List.of(
                first, new Place(FixedIds.HARBOUR, "Harbour Dental"), new Place(FixedIds.PINE, "Pine Street Gym")));
        for (int number = all.size() + 1; number <= COUNT; number++) {
            all.add(new Place(
                    String.format(Locale.ROOT, "LOCSHOP%03d", number),
                    String.format(Locale.ROOT, "Corner Shop %02d", number)));
        }
        for (Place each : all) {
            places.put(each.id(), each);
            installed.add(each.id());
        }
    }

    Place first() {
        return first;
    }

    List<Place> all() {
        return List.copyOf(places.values());
    }

    @Nullable
    Place find(String id) {
        return places.get(id);
    }

    boolean isInstalled(String id) {
        return installed.contains(id);
    }

    /** Takes the app out of a location; answers whether it was in. */
    boolean uninstall(String id) {
        return installed.remove(id);
    }
}
