package dev.patchbay.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String SERVLET = "jakarta.servlet.Servlet";

    private final ServiceComponentRuntime components;

    public WaitingComponents(ServiceComponentRuntime components) {
        this.components = components;
    }

    /**
     * One line for each reason. A component that waits only for others of its bundle, which wait themselves, is none: it
     * comes when they do.
     */
    public List<String> of(Bundle bundle) {
        List<String> failed = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add(
                            "component " + description.name + " failed to start: " + firstLine(configuration.failure));
                } else if (configuration.state == ComponentConfigurationDTO.SATISFIED
                        && List.of(description.serviceInterfaces).contains(SERVLET)) {
                    // The HTTP server takes a servlet up by asking for it, which activates it.
                    failed.add("component " + description.name + " is not served by the HTTP server yet");
                } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    missing.addAll(List.of(description.serviceInterfaces));
                    for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
                        waiting.add(waiting(description, unsatisfied));
                    }
                }
            }
        }
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        List<Waiting> first =
                waiting.stream().filter(each -> !missing.contains(each.service)).toList();
        (first.isEmpty() ? waiting : first)
                .forEach(each -> byReason.computeIfAbsent(each.reason, reason -> new ArrayList<>())
                        .add(each.component));
        List<String> reasons = new ArrayList<>(failed);
        byReason.forEach((reason, names) -> reasons.add(
                names.size() == 1
                        ? "component " + names.get(0) + " waits for " + reason
                        : names.size() + " components wait for " + reason + ", " + names.get(0) + " among them"));
        return reasons;
    }

    private record Waiting(String component, String service, String reason) {}

    private static Waiting waiting(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO unsatisfied) {
        for (ReferenceDTO reference : description.references) {
            if (reference.name.equals(unsatisfied.name)) {
                return new Waiting(
                        description.name,
                        reference.interfaceName,
                        "a service " + reference.interfaceName
                                + (unsatisfied.target == null ? "" : " with " + unsatisfied.target));
            }
        }
        return new Waiting(description.name, "", unsatisfied.name);
    }

    private static String firstLine(String failure) {
        return failure == null
                ? "the reason is in the log"
                : failure.lines().findFirst().orElse("");
    }
}
