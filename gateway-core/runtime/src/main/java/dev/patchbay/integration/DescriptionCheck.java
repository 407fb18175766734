package dev.patchbay.integration;

import dev.patchbay.deploy.BundleCheck;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells the report of deployed files which descriptions were refused, and where they are wrong. */
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
        String needs = bundle.getHeaders("").get(Constants.REQUIRE_CAPABILITY);
        return needs == null || !needs.contains(DescriptionExtender.NAME) || descriptions.hasRead(bundle.getBundleId());
    }
}
