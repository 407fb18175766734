package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.MiniatureServlet;
import dev.patchbay.sandbox.SandboxConfig;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the miniature of Billsby, once there is a configuration for the sandbox. */
@Component(
        service = Servlet.class,
        configurationPid = SandboxConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@HttpWhiteboardServletPattern(BillsbySandbox.PATTERN)
public final class BillsbySandbox extends MiniatureServlet {
    static final String PATTERN = "/sandbox/billsby/*";
    private static final String API_BASE = "/api/v1/rest";

    @Activate
    public BillsbySandbox(SandboxConfig config) {
        this(config, InstantSource.system());
    }

    BillsbySandbox(SandboxConfig config, InstantSource clock) {
        super(API_BASE, new BillsbyMiniature(config.billsby_company_domain(), config.billsby_api_key(), clock), clock);
    }
}
