package dev.patchbay.protocol;

import dev.patchbay.api.Integration;
import dev.patchbay.tool.Integrations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.core.JsonGenerator;

/** How a server introduces itself to a client. */
@Component(service = ServerIdentity.class)
public final class ServerIdentity {
    private final String version;
    private final Integrations integrations;
    private final ServerTools tools;

    @Activate
    public ServerIdentity(BundleContext context, @Reference Integrations integrations, @Reference ServerTools tools) {
        this(context.getBundle().getVersion(), integrations, tools);
    }

    public ServerIdentity(Version version, Integrations integrations, ServerTools tools) {
        this.tools = tools;
        this.version = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        this.integrations = integrations;
    }

    /** The members of a {@code serverInfo}. */
    public void writeInfo(JsonGenerator out, Exchange exchange) {
        out.writeStartObject();
        out.writeStringProperty("name", "patchbay");
        out.writeStringProperty("title", exchange.grant().server().name());
        out.writeStringProperty("version", version);
        out.writeEndObject();
    }

    /** What a client can ask a server for. Prompts are not spoken of where there are none. */
    public Map<String, Object> capabilities(Exchange exchange) {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("tools", Map.of("listChanged", true));
        if (!tools.prompts(exchange.grant().server(), exchange.grant().account())
                .isEmpty()) {
            capabilities.put("prompts", Map.of("listChanged", true));
        }
        return capabilities;
    }

    /** What a model should know before it uses the tools. */
    public String instructions(Exchange exchange) {
        String id = exchange.grant().account().integration();
        return integrations.find(id).map(ServerIdentity::introduce).orElse("")
                + "Lists come in pages: pass next_cursor back exactly as received, with the same other arguments, until it"
                + " is null. A result with isError says in error.message what to change, or whom to ask; after rate_limited"
                + " wait the seconds that it names. If a call that writes ended without a clear answer, read the state"
                + " before you call it again.";
    }

    private static String introduce(Integration integration) {
        return "Tools of " + integration.title() + ". "
                + integration.description().strip() + "\n";
    }
}
