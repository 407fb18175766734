package dev.patchbay.sandbox;

import java.lang.annotation.Annotation;

/** The configuration of the tests: the defaults with another key of Billsby. */
public record TestConfig(String billsby_api_key) implements SandboxConfig {
    @Override
    public String billsby_company_domain() {
        return "acme";
    }

    @Override
    public String highlevel_integration_token() {
        return "pit-sandbox-acme";
    }

    @Override
    public String highlevel_location_id() {
        return "LOCACME001";
    }

    @Override
    public String highlevel_company_id() {
        return "COMACME001";
    }

    @Override
    public String highlevel_client_id() {
        return "acmeapp001-sandbox";
    }

    @Override
    public String highlevel_client_secret() {
        return "sandbox-client-secret";
    }

    @Override
    public int highlevel_token_lifetime_seconds() {
        return 86_399;
    }

    @Override
    public int highlevel_burst_limit() {
        return 100;
    }

    @Override
    public int highlevel_burst_interval_millis() {
        return 10_000;
    }

    @Override
    public int highlevel_daily_limit() {
        return 200_000;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return SandboxConfig.class;
    }
}
