package dev.patchbay.deploy;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Why components of a started bundle do not work. A component that waits for its configuration is not among them: that
 * is how a plugin offers what an operator may want or not.
 */
public final class WaitingComponents {
    private final ServiceComponentRuntime components;

    public WaitingComponents(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** One line for each reason. */
    public List<String> of(Bundle bundle) {
        List<String> reasons = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    reasons.add(
                            "component " + description.name + " failed to start: " + firstLine(configuration.failure));
                } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
                        reasons.add("component " + description.name + " waits for " + words(description, unsatisfied));
                    }
                }
            }
        }
        return reasons;
    }

    private static String words(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO unsatisfied) {
        for (ReferenceDTO reference : description.references) {
            if (reference.name.equals(unsatisfied.name)) {
                return "a service " + reference.interfaceName
                        + (unsatisfied.target == null ? "" : " with " + unsatisfied.target);
            }
        }
        return unsatisfied.name;
    }

    private static String firstLine(String failure) {
        return failure == null
                ? "the reason is in the log"
                : failure.lines().findFirst().orElse("");
    }
}
