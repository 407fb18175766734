// Every operation of the admin API, with good and with bad input, through a validator that knows nothing of it but its own
// document: Prism as a proxy. What it notes in a header is a difference between document and gateway.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { until } from "../clients/clients.mjs";
import { consent } from "../clients/consent.mjs";
import { startDemo } from "../clients/demo.mjs";
import { distribution, freePort } from "../clients/gateway.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const login = { client_id: "acmeapp001-sandbox", client_secret: "sandbox-client-secret" };

let demo, proxy, base, work, operations;
const asked = { good: new Set(), bad: new Set() };

before(async () => {
  demo = await startDemo();
  work = await mkdtemp(join(tmpdir(), "pb"));
  const document = await (await fetch(`${demo.base_url}/openapi.json`)).json();
  await writeFile(join(work, "openapi.json"), JSON.stringify(document));
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      operationId,
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.")}$`),
      variables: path.split("{").length,
    })),
  );
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  proxy = spawn(
    join(here, "node_modules/.bin/prism"),
    ["proxy", "-h", "127.0.0.1", "-p", String(port), join(work, "openapi.json"), demo.base_url],
    { stdio: "ignore" },
  );
  await until("the proxy answers", () => fetch(`${base}/session`).then(() => true, () => false), 60_000);
});
after(async () => {
  proxy?.kill();
  await demo?.stop();
  if (work) await rm(work, { recursive: true, force: true });
});

function operation(method, path) {
  return operations
    .filter((each) => each.method === method && each.path.test(path))
    .sort((one, other) => one.variables - other.variables)[0].operationId;
}

/** @param past whether the proxy is left out, which reads every body as text, and itself refuses what is no JSON */
async function ask(method, address, { body, raw, type, headers = {}, token = demo.admin_token, past = false } = {}) {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(`${past ? demo.base_url : base}${address}`, {
    method,
    body: sent,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(sent !== undefined && { "Content-Type": type ?? "application/json" }),
      ...headers,
    },
  });
  const text = await answer.text();
  const violations = JSON.parse(answer.headers.get("sl-violations") ?? "[]");
  return {
    status: answer.status,
    json: text === "" ? undefined : JSON.parse(text),
    ofRequest: violations.filter((each) => each.location[0] === "request"),
    ofResponse: violations.filter((each) => each.location[0] !== "request"),
    text,
  };
}

/** A request that the document allows and the gateway does. */
async function good(method, address, options = {}, status = method === "DELETE" ? 204 : 200) {
  const answer = await ask(method, address, options);
  assert.equal(answer.status, status, `${method} ${address}: ${answer.text}`);
  assert.deepEqual([...answer.ofRequest, ...answer.ofResponse], [], `${method} ${address}`);
  asked.good.add(operation(method, address.split("?")[0]));
  return answer.json;
}

/** A request that the gateway refuses, by an answer that the document has. */
async function refused(status, method, address, options = {}) {
  const answer = await ask(method, address, options);
  assert.equal(answer.status, status, `${method} ${address}: ${answer.text}`);
  assert.deepEqual(answer.ofResponse, [], `${method} ${address}`);
  assert.equal(answer.json.status, status);
  asked.bad.add(operation(method, address.split("?")[0]));
  return answer;
}

/** One that the document does not allow either. */
async function bad(status, method, address, options = {}) {
  const answer = await refused(status, method, address, options);
  assert.notDeepEqual(answer.ofRequest, [], `${method} ${address}: the document would allow it`);
  return answer;
}

const draft = async (name) => {
  const { base_url } = await demo.admin("GET", `/integrated-account/${demo.accounts.billsby.id}`);
  return {
    integration: "billsby",
    name,
    context: { companyDomain: "acme" },
    credentials: { api_key: "acme_sandbox-key" },
    base_url,
  };
};

const agency = (name) => ({
  integration: "highlevel",
  name,
  auth_method: "oauth_agency",
  base_url: `${demo.base_url}/sandbox/highlevel`,
  credentials: { ...login, authorize_url: `${demo.base_url}/sandbox/highlevel/oauth/chooselocation` },
});

test("accounts", async () => {
  await good("GET", "/integrated-account?limit=1&integration=billsby&status=active&q=e");
  await bad(422, "GET", "/integrated-account?limit=0");
  await bad(422, "GET", "/integrated-account?status=odd");
  await refused(422, "GET", "/integrated-account?planet=mars");
  await refused(422, "GET", "/integrated-account?next_cursor=x");

  const body = await draft("Tested");
  const { id } = await good("POST", "/integrated-account", { body, headers: { "Idempotency-Key": "a1" } }, 201);
  await good("POST", "/integrated-account", { body, headers: { "Idempotency-Key": "a1" } }, 200);
  await bad(422, "POST", "/integrated-account", { body: { name: 7 } });
  await bad(422, "POST", "/integrated-account", { body: { ...body, colour: "red" } });
  await refused(422, "POST", "/integrated-account", { body: { ...body, integration: "nobody" } });
  await refused(400, "POST", "/integrated-account", { raw: "{", past: true });
  await bad(415, "POST", "/integrated-account", { raw: "name=x", type: "text/plain" });
  await good("POST", "/integrated-account/test", { body });
  await bad(422, "POST", "/integrated-account/test", { body: {} });

  const one = `/integrated-account/${id}`;
  await good("GET", one);
  await refused(404, "GET", "/integrated-account/acc_none");
  await good("PATCH", one, { body: { name: "Renamed", context: { companyDomain: "acme" } } });
  await bad(422, "PATCH", one, { body: { name: null } });
  await good("POST", `${one}/test`);
  await bad(422, "POST", `${one}/test`, { body: { x: 1 } });
  await good("DELETE", one);
  await refused(404, "DELETE", one);
  await refused(409, "POST", "/integrated-account", { body, headers: { "Idempotency-Key": "a1" } });
  await bad(422, "POST", "/integrated-account", { body, headers: { "Idempotency-Key": "x".repeat(201) } });
});

test("logins in the browser and locations", async () => {
  const begun = await good("POST", "/integrated-account/login", { body: agency("Agency") }, 201);
  await bad(422, "POST", "/integrated-account/login", { body: { name: "x" } });
  const page = await consent(begun.authorize_url);
  assert.equal(page.status, 200, page.text);
  const one = `/integrated-account/${begun.integrated_account_id}`;
  await good("POST", `${one}/login`, { body: {} });
  await bad(422, "POST", `${one}/login`, { body: { name: "x" } });
  const { result } = await good("GET", `${one}/location?limit=5`);
  await bad(422, "GET", `${one}/location?limit=x`);
  await good("POST", `${one}/location`, { body: { location_ids: [result[0].id] } });
  await bad(422, "POST", `${one}/location`, { body: { location_ids: [] } });
  await refused(422, "DELETE", one);
});

for (const root of ["/integrated-account", "/admin/integrated-accounts"]) {
  test(`servers under ${root}`, async () => {
    const mcp = `${root}/${demo.accounts.billsby.id}/mcp`;
    const body = { name: "Desk", config: { methods: ["read"], tags: null, confirm: true }, expires_at: "2037-01-31T12:00:00Z" };
    await good("POST", `${mcp}/preview`, { body: { config: body.config } });
    await good("POST", `${mcp}/preview`);
    await bad(422, "POST", `${mcp}/preview`, { body: { config: { methods: "read" } } });
    await refused(422, "POST", `${mcp}/preview`, { body: { config: { methods: ["reed"] } } });

    const headers = { "Idempotency-Key": `s ${root}` };
    const { id } = await good("POST", mcp, { body, headers }, 201);
    await good("POST", mcp, { body, headers }, 200);
    await refused(422, "POST", mcp, { body: { name: "Other" }, headers });
    await bad(422, "POST", mcp, { body: { config: {} } });
    await bad(422, "POST", mcp, { body: { ...body, expires_at: "tomorrow" } });
    await good("GET", `${mcp}?limit=2`);
    await bad(422, "GET", `${mcp}?limit=201`);
    const one = `${mcp}/${id}`;
    await good("GET", one);
    await refused(404, "GET", `${mcp}/srv_none`);
    await good("PATCH", one, { body: { config: { discovery: "search" }, expires_at: null } });
    await bad(422, "PATCH", one, { body: { config: { discovery: "odd" } } });
    await good("POST", `${one}/rotate`, { body: { grace_seconds: 60 } });
    await bad(422, "POST", `${one}/rotate`, { body: { grace_seconds: -1 } });
    await good("POST", `${one}/duplicate`, { body: { name: "Other" } }, 201);
    await bad(422, "POST", `${one}/duplicate`, { body: { name: 1 } });
    await good("GET", one);
    await good("DELETE", one);
    await refused(404, "DELETE", one);
  });
}

test("servers of all accounts", async () => {
  await good("GET", "/mcp-server?limit=1&status=active&q=e&expires_before=2040-01-01T00:00:00Z");
  await good("GET", `/mcp-server?integrated_account_id=${demo.accounts.billsby.id}`);
  await bad(422, "GET", "/mcp-server?status=odd");
  const { result } = await good("GET", "/mcp-server?limit=1");
  await good("GET", `/mcp-server/${result[0].id}`);
  await refused(404, "GET", "/mcp-server/srv_none");
});

test("integrations and tools", async () => {
  const { result } = await good("GET", "/integration?limit=1");
  await bad(422, "GET", "/integration?limit=0");
  await good("GET", `/integration/${result[0].id}`);
  await refused(404, "GET", "/integration/nobody");
  await good("GET", "/integration/highlevel/tools?limit=200&effect=reads&tag=contacts&q=contact");
  await bad(422, "GET", "/integration/highlevel/tools?effect=odd");

  const tools = `/integrated-account/${demo.accounts.billsby.id}/tools`;
  await good("GET", `${tools}?limit=200`);
  await bad(422, "GET", `${tools}?limit=0`);
  await good("GET", `${tools}/list_all_billsby_customers`);
  await refused(404, "GET", `${tools}/no_such_tool`);
  const ran = await good("POST", `${tools}/list_all_billsby_customers/call`, { body: { arguments: { limit: 2 } } });
  assert.equal(ran.structured.result.length, 2);
  assert.equal(typeof ran.next_cursor, "string");
  const failed = await good("POST", `${tools}/list_all_billsby_customers/call`, { body: { arguments: { limit: "x" } } });
  assert.equal(failed.is_error, true);
  await bad(422, "POST", `${tools}/list_all_billsby_customers/call`, { body: { arguments: [] } });
  const remove = `${tools}/delete_a_billsby_customer_by_id/call`;
  await refused(422, "POST", remove, { body: { arguments: {} } });
  await refused(409, "POST", remove, { body: { arguments: { customerUniqueId: "unknown" } } });
});

test("API tokens and sessions", async () => {
  const body = { name: "ci", role: "operator", expires_at: "2037-01-31T12:00:00Z" };
  const made = await good("POST", "/api-token", { body, headers: { "Idempotency-Key": "t1" } }, 201);
  await good("POST", "/api-token", { body, headers: { "Idempotency-Key": "t1" } }, 200);
  await bad(422, "POST", "/api-token", { body: { name: "ci", role: "king" } });
  await good("GET", "/api-token?limit=5");
  await bad(422, "GET", "/api-token?limit=0");
  await refused(403, "GET", "/api-token", { token: made.token });
  await good("GET", `/api-token/${made.id}`);
  await refused(404, "GET", "/api-token/apt_none");
  await good("GET", "/session", { token: made.token });
  await good("DELETE", `/api-token/${made.id}`);
  await refused(404, "DELETE", `/api-token/${made.id}`);
  await refused(401, "GET", "/session", { token: made.token });
  await bad(401, "GET", "/session", { token: null });
});

test("activity", async () => {
  const page = await good("GET", "/audit?limit=2&effect=admin&outcome=ok&since=2020-01-01T00:00:00Z&until=2040-01-01T00:00:00Z");
  await good("GET", `/audit?after=${page.newest_cursor}&integration=billsby&action=x&request_id=x&mcp_id=x&api_token_id=x`);
  await good("GET", `/audit?next_cursor=${page.next_cursor}&integrated_account_id=x`);
  await bad(422, "GET", "/audit?effect=odd");
  await good("GET", `/audit/${page.result[0].id}`);
  await refused(404, "GET", "/audit/0");
  await good("GET", "/audit/verdict");
  await refused(422, "GET", "/audit/verdict?x=1");
  await good("GET", "/statistics");
  await good("GET", `/statistics?window=day&integrated_account_id=${demo.accounts.billsby.id}&mcp_id=x`);
  await bad(422, "GET", "/statistics?window=year");
});

test("the node and its bundles", async () => {
  await good("GET", "/openapi.json", { token: null });
  await refused(422, "GET", "/openapi.json?x=1");
  await good("GET", "/attention");
  await refused(422, "GET", "/attention?x=1");
  await good("GET", "/settings");
  await refused(422, "GET", "/settings?x=1");
  await good("GET", "/deployment?limit=200");
  await bad(422, "GET", "/deployment?limit=0");

  const file = "/deployment/plugin-billsby.jar";
  await good("GET", file);
  await refused(404, "GET", "/deployment/none.jar");
  await good("POST", `${file}/stop`);
  await bad(422, "POST", `${file}/stop`, { body: { x: 1 } });
  await good("POST", `${file}/start`, { body: {} });
  await refused(404, "POST", "/deployment/none.jar/start");
  const jar = await readFile(join(await distribution(), "deploy", "plugin-billsby.jar"));
  const shown = await good("GET", file);
  const put = await good("PUT", file, { raw: jar, type: "application/java-archive", past: true });
  assert.deepEqual(put, shown, "the answer that could not be validated is like one that was");
  await refused(422, "PUT", file, { raw: "no jar", type: "application/octet-stream" });
  await bad(415, "PUT", file, { body: {} });
  await good("DELETE", file);
  await refused(404, "DELETE", file);
  await good("PUT", file, { raw: jar, type: "application/octet-stream", past: true }, 201);
});

test("every operation was asked for what it does and for what it refuses", () => {
  const all = new Set(operations.map((each) => each.operationId));
  assert.deepEqual(asked.good, all);
  assert.deepEqual(asked.bad, all);
});
