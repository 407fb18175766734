// Logins in the browser, from the request that begins one to the call that works by it: the gateway as it is shipped, the
// sandbox's page of consent, and nothing of either skipped.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, clients, until } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

let demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

const client = { client_id: "acmeapp001-sandbox", client_secret: "sandbox-client-secret" };
const sandbox = (method, path, body) => demo.control("highlevel", method, path, body);
const oauth = async () => (await sandbox("GET", "/state")).oauth;

/** What an account at the sandbox is made of: its login page is not where the vendor's is. */
const draft = (name, more = {}) => ({
  integration: "highlevel",
  name,
  base_url: `${demo.base_url}/sandbox/highlevel`,
  credentials: { ...client, authorize_url: `${demo.base_url}/sandbox/highlevel/oauth/chooselocation` },
  ...more,
});

/** Goes where the operator's browser is sent, presses the one button there, and gives the page it ends on. */
async function consent(authorizeUrl) {
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  assert.equal(page.status, 200, html);
  const form = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
    form.append(name, value.replaceAll("&amp;", "&"));
  }
  const address = new URL(authorizeUrl);
  address.search = form;
  const end = await fetch(address);
  return { status: end.status, text: await end.text() };
}

async function connected(name, more) {
  const begun = await demo.admin("POST", "/integrated-account/login", draft(name, more));
  assert.equal(begun.redirect_uri, `${demo.base_url}/oauth/callback`);
  const page = await consent(begun.authorize_url);
  assert.equal(page.status, 200, page.text);
  return begun.integrated_account_id;
}

const account = (id) => demo.admin("GET", `/integrated-account/${id}`);

/** A client at a new server of an account. */
async function clientOf(id) {
  const server = await demo.admin("POST", `/integrated-account/${id}/mcp`, { name: "test", config: { tags: ["contacts"] } });
  return clients.find((each) => each.name === "client 2 auto").connect(server.url);
}

test("connects a location, renews its login when that expires, and asks for a person when it is revoked", async () => {
  const id = await connected("By login");
  const location = await account(id);
  assert.equal(location.status, "active");
  assert.deepEqual(location.context, { companyId: "COMACME001", locationId: "LOCACME001" });
  assert.ok(!JSON.stringify(location).includes("sbx"));

  const mcp = await clientOf(id);
  try {
    const mara = () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" });
    assert.equal((await mara()).result.contact.firstName, "Mara");

    const before = await oauth();
    await sandbox("POST", "/expire-tokens");
    assert.equal((await mara()).result.contact.firstName, "Mara");
    const after = await oauth();
    assert.equal(after.refreshes, before.refreshes + 1);

    await sandbox("POST", "/revoke");
    await assert.rejects(mara(), (e) => {
      assert.match(e.message, /cannot be renewed/);
      assert.match(e.message, /an operator has to connect the account again/);
      return true;
    });
    const revoked = await account(id);
    assert.equal(revoked.status, "needs_reauth");
    assert.match(revoked.status_reason, /cannot be renewed/);
    assert.ok(!revoked.status_reason.includes("sbx"));

    const again = await demo.admin("POST", `/integrated-account/${id}/login`, {});
    assert.equal(again.integrated_account_id, id);
    const page = await consent(again.authorize_url);
    assert.equal(page.status, 200, page.text);
    assert.match(page.text, /Connected again/);
    assert.equal((await account(id)).status, "active");
    assert.equal((await mara()).result.contact.firstName, "Mara", "by the same URL as before");
  } finally {
    await mcp.close();
  }
});

test("renews a minute before a token expires, once for many calls at the same time", async () => {
  await sandbox("PUT", "/limits", { expiresInSeconds: 50, burst: 1000 });
  try {
    const id = await connected("Short-lived");
    await sandbox("PUT", "/limits", { expiresInSeconds: 86_399, burst: 1000 });
    const mcp = await clientOf(id);
    try {
      const before = await oauth();
      const calls = Array.from({ length: 40 }, () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" }));
      for (const answer of await Promise.all(calls)) {
        assert.equal(answer.result.contact.firstName, "Mara");
      }
      assert.equal((await oauth()).refreshes, before.refreshes + 1);
    } finally {
      await mcp.close();
    }
  } finally {
    await sandbox("PUT", "/limits", { expiresInSeconds: 86_399, burst: 100 });
  }
});

test("keeps the login while the vendor fails to renew it, and goes on when it works again", async () => {
  const id = await connected("Patient");
  const mcp = await clientOf(id);
  try {
    await sandbox("POST", "/expire-tokens");
    await sandbox("POST", "", { faults: [{ match: "POST /oauth/token", status: 500, body: { message: "not now" } }] });
    const mara = () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" });
    await assert.rejects(mara(), /cannot be renewed at present/);
    assert.notEqual((await account(id)).status, "needs_reauth");
    await until("the login is renewed", async () => mara().then(() => true, () => false));
    assert.equal((await account(id)).status, "active");
  } finally {
    await mcp.close();
  }
});

test("connects nothing that the vendor or the operator did not grant", async () => {
  const begun = await demo.admin("POST", "/integrated-account/login", draft("Declined"));
  const state = new URL(begun.authorize_url).searchParams.get("state");
  const declined = await fetch(`${begun.redirect_uri}?state=${state}&error=access_denied`);
  assert.equal(declined.status, 400);
  assert.match(await declined.text(), /did not grant/);
  const replayed = await consent(begun.authorize_url);
  assert.equal(replayed.status, 400, "a state works once");
  await assert.rejects(account(begun.integrated_account_id), /404/);

  const elsewhere = await demo.admin("POST", "/integrated-account/login", draft("Elsewhere", { context: { locationId: "LOCOTHER01" } }));
  const refused = await consent(elsewhere.authorize_url);
  assert.equal(refused.status, 400);
  assert.match(refused.text, /LOCOTHER01/);
});
