package dev.patchbay.integration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Every description of every bundle that is deployed, the refused ones too. */
@Component(service = Descriptions.class)
public final class Descriptions {
    private final Map<Long, List<DescriptionReport>> byBundle = new ConcurrentSkipListMap<>();

    @Activate
    public Descriptions() {}

    /** In the order in which their bundles were installed. */
    public List<DescriptionReport> list() {
        return byBundle.values().stream().flatMap(List::stream).toList();
    }

    /** Those of one bundle, if they have been read. */
    Optional<List<DescriptionReport>> of(long bundle) {
        return Optional.ofNullable(byBundle.get(bundle));
    }

    /** Whether the descriptions of a bundle have been read, however many there are. */
    boolean hasRead(long bundle) {
        return byBundle.containsKey(bundle);
    }

    void put(long bundle, List<DescriptionReport> reports) {
        byBundle.put(bundle, List.copyOf(reports));
    }

    void remove(long bundle) {
        byBundle.remove(bundle);
    }
}
