// The two generations of the official client, under one interface.
import { Client as CurrentClient, StreamableHTTPClientTransport as CurrentTransport } from "@modelcontextprotocol/client";
import { Client as FormerClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as FormerTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const identity = { name: "patchbay-test", version: "1.0.0" };

/**
 * Each knows its name, and connects to a URL; options go to its transport. A connected client answers listTools(),
 * callTool() and close(), as it does for every program that is written with it.
 */
export const generations = [
  {
    name: "@modelcontextprotocol/client 2",
    connect: async (url, options = {}) => {
      const client = new CurrentClient(identity);
      await client.connect(new CurrentTransport(new URL(url), options));
      return client;
    },
  },
  {
    name: "@modelcontextprotocol/sdk 1",
    connect: async (url, options = {}) => {
      const client = new FormerClient(identity);
      await client.connect(new FormerTransport(new URL(url), options));
      return client;
    },
  },
];
