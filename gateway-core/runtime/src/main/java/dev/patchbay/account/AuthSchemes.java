package dev.patchbay.account;

import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.GatewayException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ways to log in to vendors that are deployed at this moment. They come and go with their bundles. */
@Component(service = AuthSchemes.class)
public final class AuthSchemes {
    private final Map<String, AuthScheme> byName = new ConcurrentHashMap<>();

    @Activate
    public AuthSchemes() {}

    public AuthSchemes(List<AuthScheme> schemes) {
        schemes.forEach(this::bind);
    }

    /** The scheme of a name, if it is deployed. */
    public Optional<AuthScheme> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The scheme of a method.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} while it is not deployed
     */
    public AuthScheme need(AuthMethod method) {
        return find(method.scheme())
                .orElseThrow(() -> new GatewayException(
                        GatewayException.Kind.NOT_CONNECTED,
                        "the way to log in \"" + method.scheme() + "\" is not deployed at present; an operator has to "
                                + "deploy the plugin that brings it"));
    }

    /** The names of all schemes. */
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "unbind")
    public void bind(AuthScheme scheme) {
        byName.put(scheme.name(), scheme);
    }

    public void unbind(AuthScheme scheme) {
        byName.remove(scheme.name(), scheme);
    }
}
