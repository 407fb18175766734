package dev.patchbay.launcher;

import java.util.List;

/**
 * A sandbox that the demo connects.
 *
 * @param integration the id of its integration
 * @param name the account's name
 * @param context the account's context, a JSON object
 * @param credentials the sandbox's well-known credentials, a JSON object
 * @param path where the sandbox is on the gateway
 * @param server the server that is minted, a JSON object
 */
record DemoVendor(String integration, String name, String context, String credentials, String path, String server) {
    static final List<DemoVendor> ALL = List.of(
            new DemoVendor(
                    "billsby",
                    "Acme (sandbox)",
                    "{\"companyDomain\": \"acme\"}",
                    "{\"api_key\": \"acme_sandbox-key\"}",
                    "/sandbox/billsby/api/v1/rest",
                    "{\"name\": \"demo\"}"),
            // Hundreds of tools are more than a client takes: this one searches them.
            new DemoVendor(
                    "highlevel",
                    "Acme (sandbox)",
                    "{\"locationId\": \"LOCACME001\"}",
                    "{\"token\": \"pit-sandbox-acme\"}",
                    "/sandbox/highlevel",
                    "{\"name\": \"demo\", \"config\": {\"discovery\": \"search\"}}"));
}
