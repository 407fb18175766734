// The matrix: each official client lists, calls, meets an unknown tool and a second factor, hears of a changed list,
// and lives through a crash of the gateway.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { call, clients, until } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

describe("59 the official clients", () => {
  let demo;
  let url;
  before(async () => {
    demo = await startDemo();
    url = demo.accounts.billsby.mcp_url;
  });
  after(() => demo?.stop());

  for (const { name, connect } of clients) {
    it(`${name} lists, calls, pages, and is told what it cannot call`, async () => {
      const client = await connect(url);
      try {
        const { tools } = await client.listTools();
        assert.equal(tools.length, 57);
        const page = await call(client, "list_all_billsby_customers", { limit: 5 });
        assert.equal(page.result.length, 5);
        const next = await call(client, "list_all_billsby_customers", { limit: 5, next_cursor: page.next_cursor });
        assert.notDeepEqual(next.result, page.result);
        await assert.rejects(
          client.callTool({ name: "no_such_tool", arguments: {} }),
          (error) => error.code === -32602,
        );
      } finally {
        await client.close();
      }
    });

    it(`${name} opens a server that wants a second factor, with it and not without it`, async () => {
      const { token } = await demo.admin("POST", "/api-token", { name, role: "caller" });
      const server = await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
        name: "second factor",
        config: { methods: ["read"], require_api_token_auth: true },
      });
      await assert.rejects(connect(server.url));
      const client = await connect(server.url, { headers: { Authorization: `Bearer ${token}` } });
      try {
        const { tools } = await client.listTools();
        assert.ok(tools.length > 0 && tools.every((each) => each.annotations.readOnlyHint));
      } finally {
        await client.close();
      }
    });
  }

  it("all hear that a bundle has gone and come back", async () => {
    const heard = clients.map(() => 0);
    const connected = await Promise.all(
      clients.map(({ connect }, index) => connect(url, { onChanged: () => heard[index]++ })),
    );
    try {
      await demo.without("plugin-billsby.jar", () =>
        until("all have heard that it is gone", () => heard.every((count) => count >= 1)),
      );
      await until("all have heard that it is back", () => heard.every((count) => count >= 2));
      for (const client of connected) {
        await until("it lists again", async () => (await client.listTools()).tools.length === 57);
      }
    } finally {
      await Promise.all(connected.map((client) => client.close()));
    }
  });

  it("62 all live through kill -9 between two calls", async () => {
    const connected = await Promise.all(clients.map(({ connect }) => connect(url)));
    try {
      await Promise.all(connected.map((client) => call(client, "list_all_billsby_products", { limit: 1 })));
      await demo.kill();
      await demo.again();
      for (const [index, client] of connected.entries()) {
        // the conversation of HTTP+SSE ends with its stream, which this client opens anew after some seconds
        const attempt = () => call(client, "list_all_billsby_products", { limit: 1 });
        const { result } = clients[index].conversing ? await eventually(attempt) : await attempt();
        assert.equal(result.length, 1);
      }
    } finally {
      await Promise.all(connected.map((client) => client.close()));
    }
  });
});

/** The first result of an attempt that is repeated until it succeeds. */
async function eventually(attempt) {
  let result;
  await until("it succeeds", () => attempt().then((good) => (result = good), () => false));
  return result;
}
