package dev.patchbay.vendor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the way to the vendors, PID {@code dev.patchbay.vendor}. */
@ObjectClassDefinition(
        id = VendorConfig.PID,
        name = "Patchbay: vendors",
        description = "How the gateway reaches the vendors, and how much of it a single account may take")
public @interface VendorConfig {
    String PID = "dev.patchbay.vendor";

    @AttributeDefinition(
            name = "Private hosts",
            description = "Hosts (host or host:port) that may be at a private or loopback address and may be asked by "
                    + "plain http. Every other vendor must be on the public internet and speak https.")
    String[] allowed_private_hosts() default {};

    @AttributeDefinition(
            name = "Requests per account",
            description = "How many requests of one account may be under way at a time. Further ones wait for "
                    + "bulkhead_wait_millis and are then refused, with words that say so.")
    int max_concurrent_per_account() default 64;

    @AttributeDefinition(
            name = "Wait for a place",
            description = "How many milliseconds a request waits while its account has too many under way.")
    int bulkhead_wait_millis() default 2_000;

    @AttributeDefinition(
            name = "Time-out",
            description = "After how many seconds a request is given up whose tool names no time of its own.")
    int vendor_timeout_seconds() default 60;

    @AttributeDefinition(
            name = "Largest answer",
            description = "How many bytes an answer may have on the wire. A larger one is cut off and the call fails.")
    int max_answer_bytes() default 10_000_000;

    @AttributeDefinition(
            name = "Largest inflated answer",
            description = "How many bytes a compressed answer may come to. A larger one makes the call fail.")
    int max_inflated_bytes() default 20_000_000;

    @AttributeDefinition(name = "User agent", description = "How the gateway introduces itself to vendors.")
    String user_agent() default "Patchbay/1.0";
}
