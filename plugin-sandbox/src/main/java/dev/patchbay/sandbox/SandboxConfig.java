package dev.patchbay.sandbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The one switch of the sandbox: without a configuration of this PID no miniature is reachable. */
@ObjectClassDefinition(
        pid = SandboxConfig.PID,
        name = "Patchbay sandbox",
        description =
                "Working miniatures of vendors' APIs. Anyone who reaches this host can read, change and break them.")
public @interface SandboxConfig {
    /** The PID that every miniature waits for. */
    String PID = "dev.patchbay.sandbox";

    @AttributeDefinition(
            name = "Billsby API key",
            description = "What a caller must send as header ApiKey; all else is answered with 401")
    String billsby_api_key() default "acme_sandbox-key";

    @AttributeDefinition(
            name = "Billsby company domain",
            description = "The one company there is; any other in a path is answered with 403")
    String billsby_company_domain() default "acme";
}
