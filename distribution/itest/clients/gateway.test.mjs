import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { clients, until } from "./clients.mjs";
import { startGateway } from "./gateway.mjs";

describe("a running gateway", () => {
  let gateway;
  before(async () => {
    gateway = await startGateway();
  });
  after(() => gateway?.stop());

  it("says that it is well", async () => {
    await until("it is well", async () => (await (await fetch(`${gateway.url}/health`)).json()).status === "ok");
  });

  it("runs commands in its shell", async () => {
    assert.ok(Array.isArray(JSON.parse(await gateway.shell("deployments", "--json")).result));
  });

  for (const client of clients) {
    it(`opens nothing for ${client.name} at a URL that nobody minted`, async () => {
      await assert.rejects(client.connect(`${gateway.url}/mcp/${"0".repeat(43)}`), /404|Not Found|did not offer/i);
    });
  }
});
