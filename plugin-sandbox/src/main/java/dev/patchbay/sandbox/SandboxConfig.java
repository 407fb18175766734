package dev.patchbay.sandbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
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

    @AttributeDefinition(
            name = "HighLevel private integration token",
            type = AttributeType.PASSWORD,
            description =
                    "A bearer token of the location that never expires; calls without any valid token are answered with 401")
    String highlevel_integration_token() default "pit-sandbox-acme";

    @AttributeDefinition(
            name = "HighLevel location ID",
            description = "The agency's first location, to which the private integration belongs")
    String highlevel_location_id() default "LOCACME001";

    @AttributeDefinition(
            name = "HighLevel company ID",
            description = "The agency of all locations; any other in a request is answered with 403")
    String highlevel_company_id() default "COMACME001";

    @AttributeDefinition(
            name = "HighLevel OAuth client ID",
            description = "The client of the one OAuth app; what stands before the first hyphen is the app's ID")
    String highlevel_client_id() default "acmeapp001-sandbox";

    @AttributeDefinition(
            name = "HighLevel OAuth client secret",
            description = "What the OAuth app proves itself with; a wrong one is answered with 401")
    String highlevel_client_secret() default "sandbox-client-secret";

    @AttributeDefinition(
            name = "HighLevel access token lifetime in seconds",
            description = "After it an access token is answered with 401 until it is refreshed")
    int highlevel_token_lifetime_seconds() default 86_399;

    @AttributeDefinition(
            name = "HighLevel burst limit",
            description = "Requests within one burst interval; those beyond it are answered with 429")
    int highlevel_burst_limit() default 100;

    @AttributeDefinition(
            name = "HighLevel burst interval in milliseconds",
            description = "After it the requests of the burst limit are available again")
    int highlevel_burst_interval_millis() default 10_000;

    @AttributeDefinition(
            name = "HighLevel daily limit",
            description = "Requests within a day of UTC; those beyond it are answered with 429")
    int highlevel_daily_limit() default 200_000;
}
