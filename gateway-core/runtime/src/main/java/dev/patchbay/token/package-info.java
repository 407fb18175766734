/** MCP servers and the tokens that open them: minting, admitting, revoking, purging. */
@NullMarked
package dev.patchbay.token;

import org.jspecify.annotations.NullMarked;
