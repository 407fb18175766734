package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The distribution's bundles in a framework, looked at from inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ContainerIT {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] gateway() {
        return options(Distribution.bundles(), junitBundles());
    }

    @Test
    public void everyBundleOfTheDistributionIsActive() {
        List<String> lame = new ArrayList<>();
        int seen = 0;
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().contains("/bundles/")) {
                seen++;
                if (bundle.getState() != Bundle.ACTIVE || bundle.getSymbolicName() == null) {
                    lame.add(bundle.getLocation() + " is in state " + bundle.getState());
                }
            }
        }
        assertEquals(List.of(), lame);
        assertTrue("saw only " + seen + " bundles", seen > 30);
    }

    @Test
    public void jettyClientRunsOnTheServersJetty() throws Exception {
        Class<?> client = bundle("org.eclipse.jetty.client").loadClass("org.eclipse.jetty.util.component.LifeCycle");
        Class<?> server =
                bundle("org.apache.felix.http.jetty12").loadClass("org.eclipse.jetty.util.component.LifeCycle");
        assertEquals(server, client);
    }

    private Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + symbolicName);
    }
}
