/** MCP servers: mint, show the URL once, edit, rotate, revoke. */
@NullMarked
package dev.patchbay.console.servers;

import org.jspecify.annotations.NullMarked;
