package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.MiniatureServlet;
import dev.patchbay.sandbox.SandboxConfig;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the miniature of HighLevel, once there is a configuration for the sandbox. */
@Component(
        service = Servlet.class,
        configurationPid = SandboxConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@HttpWhiteboardServletPattern(HighLevelSandbox.PATTERN)
public final class HighLevelSandbox extends MiniatureServlet {
    static final String PATTERN = "/sandbox/highlevel/*";

    /** The vendor's paths begin right at the host, so they begin right at the servlet here. */
    private static final String API_BASE = "";

    @Activate
    public HighLevelSandbox(SandboxConfig config) {
        this(config, InstantSource.system());
    }

    HighLevelSandbox(SandboxConfig config, InstantSource clock) {
        super(API_BASE, new HighLevelMiniature(Installation.of(config), Limits.of(config), clock), clock);
    }
}
