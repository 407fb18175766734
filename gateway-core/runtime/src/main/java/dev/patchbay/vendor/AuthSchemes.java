package dev.patchbay.vendor;

import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ways to log in to vendors that are deployed at this moment. */
@Component(service = AuthSchemes.class)
public final class AuthSchemes {
    private final Map<String, AuthScheme> byName = new ConcurrentHashMap<>();

    @Activate
    public AuthSchemes() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "unbind")
    public void bind(AuthScheme scheme) {
        byName.put(scheme.name(), scheme);
    }

    public void unbind(AuthScheme scheme) {
        byName.remove(scheme.name(), scheme);
    }

    /** The scheme of a name, or {@code null} while none is deployed. */
    public @Nullable AuthScheme find(String name) {
        return byName.get(name);
    }

    /**
     * What an operator gives to log in by a method.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} while its scheme is not deployed
     */
    public List<Field> fields(AuthMethod method) {
        return need(method).fields(method.settings());
    }

    AuthScheme need(AuthMethod method) {
        AuthScheme scheme = byName.get(method.scheme());
        if (scheme == null) {
            throw new GatewayException(
                    Kind.NOT_CONNECTED,
                    "the way to log in \"" + method.scheme() + "\" is not deployed at present; an operator has to "
                            + "deploy the plugin that brings it");
        }
        return scheme;
    }
}
