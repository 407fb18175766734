// The official MCP client at a URL that the console has shown.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** A client that is connected; headers go with every request. */
export async function connect(url, headers = {}) {
  const client = new Client({ name: "patchbay-console-test", version: "1.0.0" }, { capabilities: {} });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

/** The names of the tools behind a URL. */
export async function toolsAt(url, headers) {
  const client = await connect(url, headers);
  try {
    return (await client.listTools()).tools.map((tool) => tool.name);
  } finally {
    await client.close();
  }
}
