package dev.patchbay.deploy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file in {@code deploy/}.
 *
 * @param file its name
 * @param bundle the symbolic name of the bundle that it is or became, or {@code null} if it is none
 * @param version the version of the bundle that is deployed, or that the file would deploy; {@code null} if it is none
 * @param kind what the bundle is for; {@code null} if it is none, or not deployed
 * @param problems what keeps it from working, each with its remedy, in words for an operator; empty if nothing does
 */
public record Deployment(
        String file,
        @Nullable String bundle,
        @Nullable String version,
        State state,
        @Nullable Kind kind,
        List<String> problems) {
    /** What a bundle is for. */
    public enum Kind {
        /** It connects vendors. */
        INTEGRATION,
        /** It knows ways to log in to vendors. */
        LOGIN,
        /** It serves web pages, or an API. */
        WEB,
        /** Something else, for other bundles perhaps. */
        OTHER;

        /** The word in the admin API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a file has come. */
    public enum State {
        /** Deployed and started. */
        ACTIVE,
        /** New, and about to be deployed. */
        WAITING,
        /** Deployed, and not started. */
        STOPPED,
        /** Deployed, and something that it requires is not there. */
        UNRESOLVED,
        /** Not deployed, though it could be. */
        NOT_DEPLOYED,
        /** Not a bundle, or not all of one. */
        BROKEN,
        /** Of a kind that nobody deploys. */
        IGNORED;

        /** The word in the shell and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Deployment {
        problems = List.copyOf(problems);
    }

    /** Whether an operator should look at it. */
    public boolean inTrouble() {
        return !problems.isEmpty();
    }
}
