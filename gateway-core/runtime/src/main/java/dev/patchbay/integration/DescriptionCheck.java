package dev.patchbay.integration;

import dev.patchbay.deploy.BundleCheck;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells the report of deployed files what is described in them, which descriptions were refused, and where they are wrong. */
@Component(service = BundleCheck.class)
public final class DescriptionCheck implements BundleCheck {
    private final Descriptions descriptions;

    @Activate
    public DescriptionCheck(@Reference Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    @Override
    public List<String> problems(Bundle bundle) {
        return descriptions.list().stream()
                .filter(each -> each.bundle().equals(bundle.getSymbolicName())
                        && each.version().equals(bundle.getVersion().toString()))
                .flatMap(each -> each.errors().stream())
                .toList();
    }

    @Override
    public boolean done(Bundle bundle) {
        return !describes(bundle) || descriptions.hasRead(bundle.getBundleId());
    }

    @Override
    public List<String> integrations(Bundle bundle) {
        if (!describes(bundle)) {
            return List.of();
        }
        return descriptions
                .of(bundle.getBundleId())
                .map(read -> read.stream()
                        .map(DescriptionReport::integration)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .orElseGet(() -> DescriptionFiles.integrations(bundle));
    }

    private static boolean describes(Bundle bundle) {
        String needs = bundle.getHeaders("").get(Constants.REQUIRE_CAPABILITY);
        return needs != null && needs.contains(DescriptionExtender.NAME);
    }
}
