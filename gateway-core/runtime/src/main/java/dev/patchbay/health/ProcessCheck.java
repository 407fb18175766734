package dev.patchbay.health;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

/** Looks at the Java virtual machine, and at how many files and connections it may have. */
@Component(property = {HealthCheck.NAME + "=process", HealthCheck.TAGS + "=patchbay"})
public final class ProcessCheck implements HealthCheck {
    /** Each client and each request to a vendor takes one. */
    private static final long FEW = 4_096;

    private static final int WITH_VIRTUAL_THREADS = 21;

    @Override
    public Result execute() {
        Findings findings = new Findings();
        int java = Runtime.version().feature();
        findings.fine("Java " + Runtime.version()
                + (java < WITH_VIRTUAL_THREADS ? "; with Java 21 or newer, waiting calls cost less" : ""));
        OptionalLong most = attribute("MaxFileDescriptorCount");
        OptionalLong open = attribute("OpenFileDescriptorCount");
        if (most.isPresent() && open.isPresent()) {
            String used = open.getAsLong() + " of " + most.getAsLong() + " file descriptors are used";
            String remedy = "Raise the limit: `ulimit -n 65536` before the start, or LimitNOFILE in the systemd unit.";
            if (open.getAsLong() > most.getAsLong() - most.getAsLong() / 5) {
                findings.critical(used, remedy);
            } else if (most.getAsLong() < FEW) {
                findings.warn(used + "; that is few, as each connection takes one", remedy);
            } else {
                findings.fine(used);
            }
        }
        return findings.result();
    }

    /** Unix systems alone tell. */
    private static OptionalLong attribute(String name) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), name);
            return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (JMException e) {
            return OptionalLong.empty();
        }
    }
}
