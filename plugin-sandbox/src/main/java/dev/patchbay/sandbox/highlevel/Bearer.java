package dev.patchbay.sandbox.highlevel;

import java.time.Instant;

/**
 * What an access token stands for.
 *
 * @param isCompany whether it is the agency's, else the location's
 * @param scope the scopes it was granted, separated by blanks; shown but not enforced
 * @param expiresAt when it is no longer taken
 */
record Bearer(boolean isCompany, String scope, Instant expiresAt) {}
