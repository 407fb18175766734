package dev.patchbay.deploy;

import java.util.List;
import org.osgi.framework.Bundle;

/**
 * Knows what some bundles bring, and a way in which a started one can be of no use, an integration whose description cannot be
 * read for example. Registered as a service, it is asked for each bundle in {@code deploy/}.
 */
public interface BundleCheck {
    /** What is wrong with the bundle, each with its remedy, in words for an operator; empty if nothing is known. */
    List<String> problems(Bundle bundle);

    /** Whether what the started bundle brings has been looked at, so that its problems are known. */
    default boolean done(Bundle bundle) {
        return true;
    }

    /** The ids of the integrations that are there while the bundle is started; empty if nothing is known. */
    default List<String> integrations(Bundle bundle) {
        return List.of();
    }
}
