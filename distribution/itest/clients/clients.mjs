// The two generations of the official client, in every way in which they can speak to a gateway, under one interface.
import { Client as CurrentClient, StreamableHTTPClientTransport as CurrentTransport } from "@modelcontextprotocol/client";
import { Client as FormerClient } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPClientTransport as FormerTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema, ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";

const identity = { name: "patchbay-test", version: "1.0.0" };

const capabilities = (onAsked) => (onAsked ? { elicitation: {} } : {});

const former = (name, Transport) => ({
  name,
  conversing: Transport === SSEClientTransport,
  connect: async (url, { headers = {}, onChanged, onAsked } = {}) => {
    const client = new FormerClient(identity, { capabilities: capabilities(onAsked) });
    if (onAsked) {
      client.setRequestHandler(ElicitRequestSchema, onAsked);
    }
    if (onChanged) {
      client.setNotificationHandler(ToolListChangedNotificationSchema, onChanged);
    }
    await client.connect(new Transport(new URL(url), { requestInit: { headers } }));
    return client;
  },
});

const current = (name, versionNegotiation) => ({
  name,
  connect: async (url, { headers = {}, onChanged, onAsked } = {}) => {
    const client = new CurrentClient(identity, {
      capabilities: capabilities(onAsked),
      ...(versionNegotiation && { versionNegotiation }),
      ...(onChanged && { listChanged: { tools: { onChanged } } }),
    });
    if (onAsked) {
      client.setRequestHandler("elicitation/create", onAsked);
    }
    await client.connect(new CurrentTransport(new URL(url), { requestInit: { headers } }));
    return client;
  },
});

/**
 * Each knows its name and whether it holds a conversation that lives on one node, and connects to a URL: headers go with every request, onChanged hears of a changed list,
 * and onAsked answers the gateway's questions to the user; without it the client is one that cannot be asked. A connected
 * client answers listTools(), callTool() and close(), as it does for every program that is written with it.
 */
export const clients = [
  former("sdk 1 over http", FormerTransport),
  former("sdk 1 over sse", SSEClientTransport),
  current("client 2 by default"),
  current("client 2 auto", { mode: "auto" }),
  current("client 2 pinned to 2026-07-28", { mode: { pin: "2026-07-28" } }),
];

/** Calls a tool and gives its data; an error result is thrown, with its words and its members. */
export async function call(client, name, args = {}) {
  const result = await client.callTool({ name, arguments: args });
  const data = JSON.parse(result.content[0].text);
  if (result.isError) {
    throw Object.assign(new Error(data.error.message), data.error);
  }
  return data;
}

/** Waits until a condition holds, 15 s at most unless told. */
export async function until(what, condition, patience = 15_000) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`not within ${patience / 1000} s: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
