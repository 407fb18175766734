package dev.patchbay.account;

import dev.patchbay.api.AuthScheme;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ways to log in that are deployed at this moment. They come and go with their bundles. */
@Component(service = AuthSchemes.class)
public final class AuthSchemes {
    private final List<AuthScheme> schemes = new CopyOnWriteArrayList<>();

    @Activate
    public AuthSchemes() {}

    public AuthSchemes(List<AuthScheme> schemes) {
        this.schemes.addAll(schemes);
    }

    /** The scheme of a name, if it is deployed. */
    public Optional<AuthScheme> find(String name) {
        return schemes.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The names of all schemes. */
    public List<String> names() {
        return schemes.stream().map(AuthScheme::name).sorted().toList();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "unbind")
    void bind(AuthScheme scheme) {
        schemes.add(scheme);
    }

    void unbind(AuthScheme scheme) {
        schemes.remove(scheme);
    }
}
