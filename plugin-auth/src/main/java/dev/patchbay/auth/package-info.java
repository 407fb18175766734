/**
 * The usual ways to prove to a vendor who is calling: an API key, a bearer token, a user name with a password, OAuth 2.
 */
@NullMarked
package dev.patchbay.auth;

import org.jspecify.annotations.NullMarked;
