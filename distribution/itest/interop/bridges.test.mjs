// The bridges by which programs that speak stdio alone reach the gateway, with the official client at their near end.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { call } from "../clients/clients.mjs";
import { startDemo } from "../clients/demo.mjs";
import { mcpRemote, newerNode, supergateway } from "./programs.mjs";

const BRIDGES = [
  {
    name: "mcp-remote",
    words: (url, token) => [mcpRemote, url, ...(token ? ["--header", `Authorization:Bearer ${token}`] : [])],
  },
  {
    name: "supergateway",
    words: (url, token) => [supergateway, "--streamableHttp", url, "--logLevel", "none", ...(token ? ["--oauth2Bearer", token] : [])],
  },
];

describe("the bridges between stdio and HTTP", () => {
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

  /** Starts a bridge and speaks to it, as long as `use` takes. */
  async function through(words, use) {
    const transport = new StdioClientTransport({
      command: newerNode,
      args: words,
      // what a bridge keeps between runs goes into the tests' folder
      env: { ...getDefaultEnvironment(), HOME: work, MCP_REMOTE_CONFIG_DIR: work },
      stderr: "ignore",
    });
    const client = new Client({ name: "patchbay-test", version: "1.0.0" }, { capabilities: {} });
    try {
      await client.connect(transport, { timeout: 20_000 });
      return await use(client);
    } finally {
      await client.close();
    }
  }

  for (const { name, words } of BRIDGES) {
    it(`${name} lists and calls`, async () => {
      await through(words(url), async (client) => {
        assert.equal((await client.listTools()).tools.length, 57);
        assert.equal((await call(client, "list_all_billsby_customers", { limit: 5 })).result.length, 5);
      });
    });

    it(`${name} lists and calls with the second factor`, async () => {
      await through(words(secured, token), async (client) => {
        assert.equal((await client.listTools()).tools.length, 57);
        assert.equal((await call(client, "list_all_billsby_customers", { limit: 5 })).result.length, 5);
      });
    });

    it(`${name} is not let in without the second factor`, async () => {
      await assert.rejects(through(words(secured), (client) => client.listTools()));
    });
  }
});
