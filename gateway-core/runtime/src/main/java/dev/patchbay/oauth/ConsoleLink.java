package dev.patchbay.oauth;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.RequestInfoDTO;

/** Where an operator goes on when the browser is back: the console, if one is deployed at this moment. */
@Component(service = ConsoleLink.class)
public final class ConsoleLink {
    static final String PATH = "/console/";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable HttpServiceRuntime runtime;

    @Activate
    public ConsoleLink() {}

    /** The path of the console, or {@code null} if there is none. */
    @Nullable
    String path() {
        HttpServiceRuntime server = runtime;
        if (server == null) {
            return null;
        }
        RequestInfoDTO serves = server.calculateRequestInfoDTO(PATH);
        return serves.servletDTO != null || serves.resourceDTO != null ? PATH : null;
    }
}
