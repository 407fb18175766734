/**
 * The admin API: accounts, servers, integrations, API tokens and the audit trail over HTTP, for programs and for the
 * console. Every request needs an API token.
 */
@NullMarked
package dev.patchbay.admin;

import org.jspecify.annotations.NullMarked;
