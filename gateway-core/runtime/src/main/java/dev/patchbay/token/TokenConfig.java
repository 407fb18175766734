package dev.patchbay.token;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of servers and tokens, PID {@code dev.patchbay.token}. */
@ObjectClassDefinition(name = "Patchbay: tokens", description = "MCP servers and the tokens that open them")
@interface TokenConfig {
    String PID = "dev.patchbay.token";

    @AttributeDefinition(
            description = "How long a revoked or expired server or token is remembered; then its row is deleted")
    int retention_days() default 30;

    @AttributeDefinition(
            description = "Which servers ask for an API token beside their URL when whoever mints them does not say:"
                    + " those that can write, all, or none",
            options = {@Option("writes"), @Option("always"), @Option("never")})
    String second_factor_default() default "never";
}
