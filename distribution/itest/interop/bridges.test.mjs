// The bridges by which programs that speak stdio alone reach the gateway, with the official client at their near end.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema, ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { call, until } from "../clients/clients.mjs";
import { startDemo } from "../clients/demo.mjs";
import { mcpRemote, newerNode, supergateway } from "./programs.mjs";

const BRIDGES = [
  {
    name: "mcp-remote",
    hears: true,
    words: (url, token) => [mcpRemote, url, ...(token ? ["--header", `Authorization:Bearer ${token}`] : [])],
  },
  {
    name: "supergateway",
    // it carries requests and their answers alone
    hears: false,
    words: (url, token) => [supergateway, "--streamableHttp", url, "--logLevel", "none", ...(token ? ["--oauth2Bearer", token] : [])],
  },
];

describe("61 the bridges between stdio and HTTP", () => {
  let demo, work, url, secured, token;

  before(async () => {
    demo = await startDemo();
    work = await mkdtemp(join(tmpdir(), "pb"));
    url = demo.accounts.billsby.mcp_url;
    ({ token } = await demo.admin("POST", "/api-token", { name: "bridges", role: "caller" }));
    ({ url: secured } = await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
      name: "second factor",
      config: { require_api_token_auth: true },
    }));
  });
  after(async () => {
    await demo?.stop();
    await rm(work, { recursive: true, force: true });
  });

  /** Each bridge without and with the second factor: what it is called, and the words to start it. */
  const ways = () =>
    BRIDGES.flatMap(({ name, hears, words }) => [
      { way: name, hears, words: words(url) },
      { way: `${name} with the second factor`, hears, words: words(secured, token) },
    ]);

  /** Starts a bridge and connects to it. */
  async function connect(words, { onChanged = () => {}, onAsked } = {}) {
    const transport = new StdioClientTransport({
      command: newerNode,
      args: words,
      // what a bridge keeps between runs goes into the tests' folder
      env: { ...getDefaultEnvironment(), HOME: work, MCP_REMOTE_CONFIG_DIR: work },
      stderr: "ignore",
    });
    const client = new Client({ name: "patchbay-test", version: "1.0.0" }, { capabilities: onAsked ? { elicitation: {} } : {} });
    if (onAsked) {
      client.setRequestHandler(ElicitRequestSchema, onAsked);
    }
    client.setNotificationHandler(ToolListChangedNotificationSchema, onChanged);
    try {
      await client.connect(transport, { timeout: 20_000 });
    } catch (error) {
      await client.close();
      throw error;
    }
    return client;
  }

  /** Connects every way, and closes what is connected after use. */
  async function everyWay(use, onChanged) {
    const connected = [];
    try {
      for (const [index, { way, words }] of ways().entries()) {
        connected.push({ way, client: await connect(words, { onChanged: () => onChanged?.(index) }) });
      }
      await use(connected);
    } finally {
      await Promise.all(connected.map(({ client }) => client.close()));
    }
  }

  it("list, call, and tell what cannot be called", () =>
    everyWay(async (connected) => {
      for (const { way, client } of connected) {
        assert.equal((await client.listTools()).tools.length, 57, way);
        assert.equal((await call(client, "list_all_billsby_customers", { limit: 5 })).result.length, 5, way);
        await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), /no_such_tool/, way);
      }
    }));

  it("pass on that a bundle has gone and come back, where they pass on anything that is no answer", () => {
    const heard = ways().map(() => 0);
    const hearing = ways().flatMap(({ hears }, index) => (hears ? [index] : []));
    return everyWay(
      async (connected) => {
        await Promise.all(connected.map(({ client }) => client.listTools()));
        await demo.without("plugin-billsby.jar", () =>
          until("it has heard that it is gone", () => hearing.every((index) => heard[index] >= 1)),
        );
        await until("it has heard that it is back", () => hearing.every((index) => heard[index] >= 2));
      },
      (index) => heard[index]++,
    );
  });

  it("pass on what a server asks the user before money moves, where they pass on anything that is no answer", async () => {
    const asking = await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
      name: "asks first",
      config: { confirm: true },
    });
    for (const { name, hears, words } of BRIDGES) {
      const questions = [];
      const client = await connect(words(asking.url), {
        onAsked: async ({ params }) => {
          questions.push(params.message);
          return { action: "decline" };
        },
      });
      try {
        const refund = { customerUniqueId: "CUSNORA001", invoiceNumber: "INV-10492", amount: 10 };
        await assert.rejects(
          call(client, "billsby_invoices_refund_invoice", refund),
          hears ? /user did not confirm/ : /did not let the question through/,
          name,
        );
        assert.equal(questions.length, hears ? 1 : 0, name);
      } finally {
        await client.close();
      }
    }
  });

  it("live through kill -9 between two calls", () =>
    everyWay(async (connected) => {
      for (const { client } of connected) {
        await call(client, "list_all_billsby_products", { limit: 1 });
      }
      await demo.kill();
      await demo.again();
      for (const { way, client } of connected) {
        assert.equal((await call(client, "list_all_billsby_products", { limit: 1 })).result.length, 1, way);
      }
    }));

  for (const { name, words } of BRIDGES) {
    it(`${name} is not let in without the second factor`, async () => {
      const attempt = async () => {
        const client = await connect(words(secured));
        await client.listTools().finally(() => client.close());
      };
      await assert.rejects(attempt());
    });
  }
});
