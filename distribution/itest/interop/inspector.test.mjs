// The Inspector's command line, in both eras: what it prints, what it sends, and the exit status that scripts go by. It
// runs for one question, so that it hears of no changes, and a restart lies between two runs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startDemo } from "../clients/demo.mjs";
import { record } from "../clients/recorder.mjs";
import { inspector, newerNode } from "./programs.mjs";

const EXIT = { ok: 0, authRequired: 3, toolError: 5 };

describe("60 the Inspector", () => {
  let demo, work, url, secured, token, recorder;

  before(async () => {
    demo = await startDemo();
    work = await mkdtemp(join(tmpdir(), "pb"));
    url = demo.accounts.billsby.mcp_url;
    recorder = await record(Number(new URL(url).port));
    ({ token } = await demo.admin("POST", "/api-token", { name: "inspector", role: "caller" }));
    ({ url: secured } = await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
      name: "second factor",
      config: { require_api_token_auth: true },
    }));
  });
  after(async () => {
    await recorder?.close();
    await demo?.stop();
    await rm(work, { recursive: true, force: true });
  });

  /** Runs it, with a home of its own; the era can only be told in a file. */
  async function inspect(era, target, ...words) {
    const config = join(work, "config.json");
    const server = { type: "streamable-http", url: target.url, headers: target.headers, protocolEra: era };
    await writeFile(config, JSON.stringify({ mcpServers: { gateway: server } }));
    const child = spawn(newerNode, [inspector, "--cli", "--config", config, "--server", "gateway", "--format", "json", ...words], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
      env: { ...process.env, HOME: work },
    });
    let out = "";
    let error = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (error += chunk));
    const status = await new Promise((resolve) => child.on("close", resolve));
    return { status, out, error };
  }

  for (const era of ["legacy", "modern"]) {
    it(`${era}: lists all tools, and finds nothing in their schemas that a client could trip over`, async () => {
      const { status, out, error } = await inspect(era, { url }, "--method", "tools/list", "--strict");
      assert.equal(status, EXIT.ok, error);
      const { tools } = payload(out);
      assert.equal(tools.length, 57);
      assert.ok(tools.every(({ description, inputSchema }) => description && inputSchema.type === "object"));
    });

    it(`${era}: finds nothing in the schemas of HighLevel's hundreds of tools either`, async () => {
      const all = await demo.admin("POST", `/integrated-account/${demo.accounts.highlevel.id}/mcp`, { name: "all" });
      const { status, out, error } = await inspect(era, all, "--method", "tools/list", "--strict");
      assert.equal(status, EXIT.ok, error);
      assert.ok(payload(out).tools.length > 500, `${payload(out).tools.length} tools`);
    });

    it(`${era}: calls a tool, before and after kill -9 of the gateway`, async () => {
      const customers = async () => {
        const { status, out, error } = await inspect(era, { url }, "--method", "tools/call", "--tool-name", "list_all_billsby_customers", "--tool-arg", "limit=5");
        assert.equal(status, EXIT.ok, error);
        return JSON.parse(payload(out).content[0].text).result;
      };
      assert.equal((await customers()).length, 5);
      await demo.kill();
      await demo.again();
      assert.equal((await customers()).length, 5);
    });

    it(`${era}: is of that era on the wire`, async () => {
      recorder.exchanges.length = 0;
      const recorded = new URL(url);
      recorded.port = String(recorder.port);
      const { status, error } = await inspect(era, { url: recorded.href }, "--method", "tools/list");
      assert.equal(status, EXIT.ok, error);
      const sent = recorder.exchanges
        .filter(({ method }) => method === "POST")
        .map(({ headers, body }) => ({ version: headers["mcp-protocol-version"], method: JSON.parse(body).method }));
      const list = sent.find(({ method }) => method === "tools/list");
      if (era === "modern") {
        assert.equal(list.version, "2026-07-28");
        assert.ok(!sent.some(({ method }) => method === "initialize"), JSON.stringify(sent));
      } else {
        assert.equal(list.version, "2025-11-25");
        assert.equal(sent[0].method, "initialize");
      }
    });

    it(`${era}: says that a tool is unknown`, async () => {
      const { status, out, error } = await inspect(era, { url }, "--method", "tools/call", "--tool-name", "no_such_tool");
      assert.equal(status, EXIT.toolError, error);
      assert.match(out + error, /no_such_tool/);
    });

    it(`${era}: is not let in without the second factor, and is with it`, async () => {
      const refused = await inspect(era, { url: secured }, "--method", "tools/list");
      assert.equal(refused.status, EXIT.authRequired, refused.error);
      assert.match(refused.out + refused.error, /auth_required/);
      const { status, out, error } = await inspect(
        era, { url: secured, headers: { Authorization: `Bearer ${token}` } }, "--method", "tools/list",
      );
      assert.equal(status, EXIT.ok, error);
      assert.equal(payload(out).tools.length, 57);
    });
  }
});

/** The answer itself, which it may wrap. */
function payload(out) {
  const printed = JSON.parse(out);
  return printed.result ?? printed;
}
